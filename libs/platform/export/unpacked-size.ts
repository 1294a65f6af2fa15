import { readFile, stat } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import { UnreadableFile } from './unreadable-file';

const PACKED_BYTES_MAX = 64 * 1_048_576;
const UNPACKED_BYTES_MAX = 256 * 1_048_576;
const PARTS_MAX = 1_000;
const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;

/** A part of a ZIP file as its directory tells. */
interface Part {
  readonly method: number;
  readonly packed: number;
  readonly at: number;
}

/**
 * Refuses a ZIP file (APPNOTE 6.3) that unpacks to more than a spreadsheet of the largest size taken. What it says of its
 * sizes may be a lie, so it is unpacked once, part by part, and each part thrown away.
 */
export async function mustUnpackSmall(file: string): Promise<void> {
  if ((await stat(file)).size > PACKED_BYTES_MAX) throw new UnreadableFile(file, { vi: `lớn hơn ${PACKED_BYTES_MAX} byte`, en: `larger than ${PACKED_BYTES_MAX} bytes` });
  const bytes = await readFile(file);
  let left = UNPACKED_BYTES_MAX;
  for (const part of partsOf(file, bytes)) left -= unpackedSize(file, bytes, part, left);
}

function partsOf(file: string, bytes: Buffer): readonly Part[] {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + END_BYTES > bytes.length || bytes.readUInt32LE(end) !== END_SIGNATURE) throw torn(file);
  const [count, from] = [bytes.readUInt16LE(end + 10), bytes.readUInt32LE(end + 16)];
  if (count > PARTS_MAX) throw new UnreadableFile(file, { vi: `gồm hơn ${PARTS_MAX} phần`, en: `holds more than ${PARTS_MAX} parts` });
  const parts: Part[] = [];
  for (let at = from; parts.length < count; ) {
    if (at + ENTRY_BYTES > bytes.length || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE) throw torn(file);
    parts.push({ method: bytes.readUInt16LE(at + 10), packed: bytes.readUInt32LE(at + 20), at: bytes.readUInt32LE(at + 42) });
    at += ENTRY_BYTES + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return parts;
}

function unpackedSize(file: string, bytes: Buffer, { method, packed, at }: Part, left: number): number {
  if (at + LOCAL_BYTES > bytes.length || bytes.readUInt32LE(at) !== LOCAL_SIGNATURE) throw torn(file);
  const from = at + LOCAL_BYTES + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  if (from + packed > bytes.length) throw torn(file);
  if (method === STORED) return packed;
  if (method !== DEFLATED) throw torn(file);
  try {
    return inflateRawSync(bytes.subarray(from, from + packed), { maxOutputLength: Math.max(1, left) }).length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new UnreadableFile(file, { vi: `khi giải nén lớn hơn ${UNPACKED_BYTES_MAX} byte`, en: `unpacks to more than ${UNPACKED_BYTES_MAX} bytes` });
    throw torn(file);
  }
}

const torn = (file: string): UnreadableFile => new UnreadableFile(file, { vi: 'không đọc được như tệp .xlsx (bị cắt?)', en: 'not a readable .xlsx (cut off?)' });
