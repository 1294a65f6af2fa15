import { ENTRY_BYTES_MAX, sha256, TILE_WIDTH, type Hash } from '@ledger/platform/audit-log/node';

const LENGTH_BYTES = 2;
/** A UTF-16 code unit takes at most three bytes. */
const BYTES_PER_UNIT = 3;
const FIRST_BYTES = 128 * 1024;

/** A bundle of entries that others are appended to, as c2sp.org/tlog-tiles writes it: each behind its length as a big-endian uint16. */
export class GrowingBundle {
  private bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  private used = 0;
  private entries = 0;

  /** The bundle as it was published, of `width` entries. */
  static resume(published: Uint8Array, width: number): GrowingBundle {
    const bundle = new GrowingBundle();
    bundle.makeRoom(published.length);
    bundle.bytes.set(published);
    bundle.used = published.length;
    bundle.entries = width;
    return bundle;
  }

  get width(): number {
    return this.entries;
  }

  get isFull(): boolean {
    return this.entries === TILE_WIDTH;
  }

  /** Appends an entry and gives its leaf hash, SHA-256(0x00 ‖ entry). Throws RangeError for one of more than 65,535 bytes. */
  append(entry: string): Hash {
    this.makeRoom(LENGTH_BYTES + BYTES_PER_UNIT * entry.length);
    const start = this.used + LENGTH_BYTES;
    const end = start + this.bytes.write(entry, start);
    const length = end - start;
    if (length > ENTRY_BYTES_MAX) throw new RangeError(`an entry has ${length} bytes, more than ${ENTRY_BYTES_MAX}`);
    // The byte before the entry is the leaf's prefix while it is hashed: so nothing is copied for that.
    this.bytes[start - 1] = 0;
    const hash = sha256(this.bytes.subarray(start - 1, end));
    this.bytes.writeUInt16BE(length, this.used);
    this.used = end;
    this.entries += 1;
    return hash;
  }

  /** What it holds now, the caller's to keep. */
  copy(): Uint8Array {
    return new Uint8Array(this.bytes.subarray(0, this.used));
  }

  /** Gives what it holds away and is empty. */
  take(): Uint8Array {
    const bytes = this.copy();
    this.used = this.entries = 0;
    return bytes;
  }

  private makeRoom(bytes: number): void {
    if (this.used + bytes <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * (this.used + bytes));
    larger.set(this.bytes.subarray(0, this.used));
    this.bytes = larger;
  }
}
