const NAMES_MAX = 1_000;

/** Types of events by their bytes: they repeat, and each is made into text once. */
export class TypeNames {
  private readonly names = new Map<string, string>();

  of(bytes: Buffer, from: number, to: number): string {
    // A character for each byte, whatever these are.
    const octets = bytes.toString('latin1', from, to);
    const known = this.names.get(octets);
    if (known !== undefined) return known;
    const name = bytes.toString('utf8', from, to);
    if (this.names.size >= NAMES_MAX) this.names.clear();
    this.names.set(octets, name);
    return name;
  }
}
