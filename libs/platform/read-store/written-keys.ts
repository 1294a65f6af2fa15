const SLOTS_MIN = 1 << 12;

/**
 * Which keys a build has written to its table and forgotten: 53-bit hashes in a flat array, eight bytes a slot, so that a
 * million facts cost neither objects nor look-ups. A collision costs one look-up that finds nothing.
 */
export class WrittenKeys {
  private slots = new Float64Array(SLOTS_MIN);
  private count = 0;

  add(key: string): void {
    if (this.count * 2 >= this.slots.length) this.grow();
    if (this.insert(hash(key))) this.count += 1;
  }

  mayHave(key: string): boolean {
    const wanted = hash(key);
    const mask = this.slots.length - 1;
    for (let at = wanted & mask; this.slots[at] !== 0; at = (at + 1) & mask) if (this.slots[at] === wanted) return true;
    return false;
  }

  private insert(value: number): boolean {
    const mask = this.slots.length - 1;
    let at = value & mask;
    for (; this.slots[at] !== 0; at = (at + 1) & mask) if (this.slots[at] === value) return false;
    this.slots[at] = value;
    return true;
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Float64Array(old.length * 2);
    for (const value of old) if (value !== 0) this.insert(value);
  }
}

/** Two 32-bit hashes of different primes (FNV-1a and a multiplicative one), joined to 53 bits; never 0. */
function hash(key: string): number {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let at = 0; at < key.length; at += 1) {
    const unit = key.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b + unit, 0x85ebca6b) ^ (b >>> 13);
  }
  a ^= a >>> 15;
  b ^= b >>> 16;
  return (a >>> 0) * 0x200000 + (b & 0x1fffff) + 1;
}
