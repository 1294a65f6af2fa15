import { sameBytes } from './bytes';
import type { BundleSource } from './bundle-source';
import { DIRECTORY_HEADER_BYTES, directoryHeader, END_BYTES, endOfDirectory, LOCAL_HEADER_BYTES, localHeader, ZIP_NAME_MAX, type ZipEntry } from './bundle-zip';
import { crc32 } from './crc32';
import { Malformed } from './malformed';
import { sha256Stream } from './sha256';
import { asText } from './utf8';

const PIECE_BYTES = 1 << 20;
const DIRECTORY_ENTRY_MAX = DIRECTORY_HEADER_BYTES + ZIP_NAME_MAX;

/** The bytes of a file in the archive are not those its directory speaks of. */
export class Damaged extends Error {
  override readonly name = 'Damaged';
}

/** Reads an archive that `ZipWriter` wrote, and no other: whatever deviates by a byte is `Malformed`. */
export class BundleArchive {
  private constructor(
    private readonly source: BundleSource,
    private readonly entries: ReadonlyMap<string, ZipEntry>,
  ) {}

  /** Reads the directory: at most 65,535 entries, whatever the file claims. Throws `Malformed`. */
  static async open(source: BundleSource): Promise<BundleArchive> {
    if (source.size < END_BYTES) throw new Malformed('archive', 'too short');
    const end = await exactly(source, source.size - END_BYTES, END_BYTES);
    const view = new DataView(end.buffer, end.byteOffset, end.byteLength);
    const [count, size, start] = [view.getUint16(10, true), view.getUint32(12, true), view.getUint32(16, true)];
    if (!sameBytes(end, endOfDirectory(count, size, start)) || start + size + END_BYTES !== source.size) throw new Malformed('archive', 'no ZIP directory at its end, or bytes beside it');
    if (size > count * DIRECTORY_ENTRY_MAX) throw new Malformed('archive', 'its directory is longer than its entries');
    return new BundleArchive(source, parseDirectory(await exactly(source, start, size), count, start));
  }

  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  size(name: string): number {
    return this.entries.get(name)?.size ?? 0;
  }

  /** A whole file. Throws `Malformed` when it is not there or longer than `bytesMax`, `Damaged` when it is not what it was. */
  async read(name: string, bytesMax: number): Promise<Uint8Array> {
    if (this.size(name) > bytesMax) throw new Malformed(name, `longer than ${bytesMax} bytes`);
    const whole = new Uint8Array(this.size(name));
    let at = 0;
    for await (const piece of this.pieces(name)) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }

  /** The SHA-256 of a file. Throws as `read`. */
  async sha256(name: string): Promise<Uint8Array> {
    const hash = sha256Stream();
    for await (const piece of this.pieces(name)) hash.update(piece);
    return hash.digest();
  }

  /** A file in pieces. The last comes before `Damaged` is thrown. */
  async *pieces(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.entries.get(name);
    if (entry === undefined) throw new Malformed('bundle', `${name} is missing`);
    const expected = localHeader(entry);
    if (!sameBytes(await exactly(this.source, entry.offset, expected.length), expected)) throw new Malformed('archive', `the header of ${name} is not what the directory says`);
    const start = entry.offset + expected.length;
    let crc = 0;
    for (let at = 0; at < entry.size; at += PIECE_BYTES) {
      const piece = await exactly(this.source, start + at, Math.min(PIECE_BYTES, entry.size - at));
      crc = crc32(piece, crc);
      yield piece;
    }
    if (crc !== entry.crc) throw new Damaged(`the bytes of ${name} do not have the checksum of the archive`);
  }
}

/** Entries stand one behind the other, in the directory as in the file, so that none can overlap, hide or repeat. */
function parseDirectory(bytes: Uint8Array, count: number, end: number): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let offset = 0;
  for (let i = 0; i < count; i++) {
    if (at + DIRECTORY_HEADER_BYTES > bytes.length) throw new Malformed('archive', 'its directory is cut short');
    const nameBytes = bytes.subarray(at + DIRECTORY_HEADER_BYTES, at + DIRECTORY_HEADER_BYTES + view.getUint16(at + 28, true));
    const name = asText(nameBytes);
    if (name === undefined || nameBytes.length > ZIP_NAME_MAX || entries.has(name)) throw new Malformed('archive', `entry ${i} has no name of its own`);
    const entry = { name, crc: view.getUint32(at + 16, true), size: view.getUint32(at + 20, true), offset };
    const expected = directoryHeader(entry);
    if (!sameBytes(bytes.subarray(at, at + expected.length), expected)) throw new Malformed('archive', `entry ${i} is not stored plainly behind the one before it`);
    entries.set(name, entry);
    at += expected.length;
    offset += LOCAL_HEADER_BYTES + nameBytes.length + entry.size;
  }
  if (at !== bytes.length || offset !== end) throw new Malformed('archive', 'there are bytes that belong to no file');
  return entries;
}

async function exactly(source: BundleSource, offset: number, length: number): Promise<Uint8Array> {
  const bytes = await source.read(offset, length);
  if (bytes.length !== length) throw new Malformed('archive', 'it is cut short');
  return bytes;
}
