import { inflateSync } from 'node:zlib';

const SIGNATURE = 0x774f4646;
const HEADER_BYTES = 44;
const ENTRY_BYTES = 20;

/** The tables of a font by their tags, as a WOFF file holds them (W3C WOFF 1.0, 4 and 5). */
export function woffTables(file: Buffer): Map<string, Buffer> {
  if (file.readUInt32BE(0) !== SIGNATURE) throw new Error('this is no WOFF file');
  const tables = new Map<string, Buffer>();
  for (let at = HEADER_BYTES, end = HEADER_BYTES + file.readUInt16BE(12) * ENTRY_BYTES; at < end; at += ENTRY_BYTES) {
    const [offset, packed, length] = [file.readUInt32BE(at + 4), file.readUInt32BE(at + 8), file.readUInt32BE(at + 12)];
    const bytes = file.subarray(offset, offset + packed);
    tables.set(file.toString('latin1', at, at + 4), packed < length ? inflateSync(bytes) : Buffer.from(bytes));
  }
  return tables;
}
