import { isBytes } from './bytes';
import { crc32 } from './crc32';
import { Malformed } from './malformed';
import { sha256Stream } from './sha256';
import { toUtf8 } from './utf8';

/**
 * The archive of a bundle: a ZIP file (APPNOTE 6.3) of one shape only. Files are stored, not compressed, dated 1980-01-01,
 * one behind the other without gaps, and the directory lists them in that order; so the same files always give the
 * same bytes, and no two readers see different files in it.
 */
export interface ZipEntry {
  readonly name: string;
  readonly size: number;
  readonly crc: number;
  /** Where its local header begins. */
  readonly offset: number;
}

export const LOCAL_HEADER_BYTES = 30;
export const DIRECTORY_HEADER_BYTES = 46;
export const END_BYTES = 22;
export const ZIP_ENTRIES_MAX = 0xffff;
export const ZIP_BYTES_MAX = 0xffff_ffff;
export const ZIP_NAME_MAX = 255;
const FIRST_OF_1980 = 0x0021;
const STORED_SINCE = 10;
const MADE_ON_UNIX = 0x0314;
const ORDINARY_FILE = 0x81a4_0000;

/** Receives an archive. `patch` overwrites bytes that were written before. */
export interface ZipSink {
  write(bytes: Uint8Array): void;
  patch(offset: number, bytes: Uint8Array): void;
}

/** What was written under a name. */
export interface WrittenFile {
  readonly size: number;
  readonly sha256: Uint8Array;
}

/** Writes an archive file by file. Throws RangeError beyond 65,535 files or 4 GiB. */
export class ZipWriter {
  private readonly entries: ZipEntry[] = [];
  private offset = 0;

  constructor(private readonly sink: ZipSink) {}

  /** Adds one file, whole or in pieces. */
  async add(name: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<WrittenFile> {
    const offset = this.offset;
    const isWhole = isBytes(content);
    const hash = sha256Stream();
    let entry: ZipEntry = { name, size: 0, crc: 0, offset };
    this.put(localHeader(isWhole ? { ...entry, size: content.length, crc: crc32(content) } : entry));
    for await (const piece of isWhole ? [content] : content) {
      hash.update(piece);
      entry = { name, size: entry.size + piece.length, crc: crc32(piece, entry.crc), offset };
      this.put(piece);
    }
    if (!isWhole) this.sink.patch(offset, localHeader(entry));
    this.entries.push(entry);
    return { size: entry.size, sha256: hash.digest() };
  }

  /** Writes the directory; nothing can be added afterwards. */
  finish(): void {
    if (this.entries.length > ZIP_ENTRIES_MAX) throw new RangeError(`an archive holds at most ${ZIP_ENTRIES_MAX} files, not ${this.entries.length}`);
    const start = this.offset;
    for (const entry of this.entries) this.put(directoryHeader(entry));
    this.put(endOfDirectory(this.entries.length, this.offset - start, start));
  }

  private put(bytes: Uint8Array): void {
    this.offset += bytes.length;
    if (this.offset > ZIP_BYTES_MAX) throw new RangeError('an archive of this form ends before 4 GiB: select less');
    this.sink.write(bytes);
  }
}

/** A sink in memory. */
export class ZipBuffer implements ZipSink {
  private readonly pieces: Uint8Array[] = [];
  private readonly patches: { offset: number; bytes: Uint8Array }[] = [];
  private length = 0;

  write(bytes: Uint8Array): void {
    this.pieces.push(bytes.slice());
    this.length += bytes.length;
  }

  patch(offset: number, bytes: Uint8Array): void {
    this.patches.push({ offset, bytes });
  }

  bytes(): Uint8Array {
    const whole = new Uint8Array(this.length);
    let at = 0;
    for (const piece of this.pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    for (const { offset, bytes } of this.patches) whole.set(bytes, offset);
    return whole;
  }
}

export function localHeader({ name, size, crc }: ZipEntry): Uint8Array {
  const { bytes, view, text } = header(LOCAL_HEADER_BYTES, name, 0x0403_4b50);
  view.setUint16(4, STORED_SINCE, true);
  view.setUint16(12, FIRST_OF_1980, true);
  view.setUint32(14, crc, true);
  view.setUint32(18, size, true);
  view.setUint32(22, size, true);
  view.setUint16(26, text.length, true);
  return bytes;
}

export function directoryHeader({ name, size, crc, offset }: ZipEntry): Uint8Array {
  const { bytes, view, text } = header(DIRECTORY_HEADER_BYTES, name, 0x0201_4b50);
  view.setUint16(4, MADE_ON_UNIX, true);
  view.setUint16(6, STORED_SINCE, true);
  view.setUint16(14, FIRST_OF_1980, true);
  view.setUint32(16, crc, true);
  view.setUint32(20, size, true);
  view.setUint32(24, size, true);
  view.setUint16(28, text.length, true);
  view.setUint32(38, ORDINARY_FILE, true);
  view.setUint32(42, offset, true);
  return bytes;
}

export function endOfDirectory(count: number, size: number, offset: number): Uint8Array {
  const { bytes, view } = header(END_BYTES, '', 0x0605_4b50);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, size, true);
  view.setUint32(16, offset, true);
  return bytes;
}

function header(length: number, name: string, signature: number): { bytes: Uint8Array; view: DataView; text: Uint8Array } {
  const text = toUtf8(name);
  if (text.length > ZIP_NAME_MAX) throw new Malformed('archive', 'a name is too long');
  const bytes = new Uint8Array(length + text.length);
  bytes.set(text, length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, signature, true);
  return { bytes, view, text };
}
