/** Bits per expected name; with four probes about one name in four hundred is doubted for nothing. */
const BITS_PER_NAME = 16;
const PROBES = 4;

/**
 * Says for certain that a name was never added, so that a new one costs no look-up (B. H. Bloom, "Space/Time Trade-offs in
 * Hash Coding with Allowable Errors", 1970). Beyond `capacity` names it errs more often, on the safe side.
 */
export class BloomFilter {
  private readonly words: Int32Array;
  private readonly mask: number;

  constructor(capacity: number) {
    const bits = 2 ** Math.ceil(Math.log2(Math.max(1_024, capacity * BITS_PER_NAME)));
    this.words = new Int32Array(bits / 32);
    this.mask = bits - 1;
  }

  add(name: string): void {
    this.probe(name, (word, bit) => {
      this.words[word]! |= bit;
      return true;
    });
  }

  /** False: it was never added. */
  mayHold(name: string): boolean {
    return this.probe(name, (word, bit) => (this.words[word]! & bit) !== 0);
  }

  /** Two multiplicative hashes, combined as Kirsch and Mitzenmacher do ("Less Hashing, Same Performance", 2006). */
  private probe(name: string, each: (word: number, bit: number) => boolean): boolean {
    let first = 0x811c9dc5;
    let second = 0x9e3779b1;
    for (let at = 0; at < name.length; at += 1) {
      const unit = name.charCodeAt(at);
      first = Math.imul(first ^ unit, 0x01000193);
      second = Math.imul(second ^ unit, 0x85ebca6b);
      second ^= second >>> 15;
    }
    first ^= first >>> 16;
    for (let turn = 0; turn < PROBES; turn += 1) {
      const at = (first + Math.imul(turn, second | 1)) & this.mask;
      if (!each(at >>> 5, 1 << (at & 31))) return false;
    }
    return true;
  }
}
