/** Bits per expected id; with four probes about one id in four hundred is looked up for nothing. */
const BITS_PER_ID = 16;
const PROBES = 4;

/**
 * A Bloom filter of command ids: says for certain that an id was never added, so that a new command costs no look-up.
 * Ids are UUIDs whose first and last eight digits are as good as random. Beyond `capacity` it errs more often, on the safe side.
 */
export class CommandFilter {
  private readonly words: Int32Array;
  private readonly mask: number;

  constructor(capacity: number) {
    const bits = 2 ** Math.ceil(Math.log2(Math.max(1_024, capacity * BITS_PER_ID)));
    this.words = new Int32Array(bits / 32);
    this.mask = bits - 1;
  }

  add(id: string): void {
    this.probe(id, (word, bit) => {
      this.words[word]! |= bit;
      return true;
    });
  }

  /** False: it was never added. */
  mayHold(id: string): boolean {
    return this.probe(id, (word, bit) => (this.words[word]! & bit) !== 0);
  }

  private probe(id: string, each: (word: number, bit: number) => boolean): boolean {
    const first = Number.parseInt(id.slice(0, 8), 16);
    const step = Number.parseInt(id.slice(-8), 16) | 1;
    for (let turn = 0; turn < PROBES; turn += 1) {
      const at = (first + Math.imul(turn, step)) & this.mask;
      if (!each(at >>> 5, 1 << (at & 31))) return false;
    }
    return true;
  }
}
