const TRUE_TYPE = 0x00010000;
const CHECKSUM_OF_ALL = 0xb1b0afba;
const HEADER_BYTES = 12;
const ENTRY_BYTES = 16;

const padded = (length: number): number => (length + 3) & ~3;

function checksum(bytes: Buffer): number {
  let sum = 0;
  const whole = Buffer.concat([bytes, Buffer.alloc(padded(bytes.length) - bytes.length)]);
  for (let at = 0; at < whole.length; at += 4) sum = (sum + whole.readUInt32BE(at)) >>> 0;
  return sum;
}

/** A TrueType file of these tables (OpenType specification, “Organization of an OpenType Font”). */
export function sfntOf(tables: ReadonlyMap<string, Buffer>): Buffer {
  const entries = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const power = Math.floor(Math.log2(entries.length));
  const header = Buffer.alloc(HEADER_BYTES + entries.length * ENTRY_BYTES);
  header.writeUInt32BE(TRUE_TYPE, 0);
  header.writeUInt16BE(entries.length, 4);
  header.writeUInt16BE(16 * 2 ** power, 6);
  header.writeUInt16BE(power, 8);
  header.writeUInt16BE(16 * (entries.length - 2 ** power), 10);
  let offset = header.length;
  entries.forEach(([tag, bytes], index) => {
    const at = HEADER_BYTES + index * ENTRY_BYTES;
    header.write(tag, at, 'latin1');
    header.writeUInt32BE(checksum(bytes), at + 4);
    header.writeUInt32BE(offset, at + 8);
    header.writeUInt32BE(bytes.length, at + 12);
    offset += padded(bytes.length);
  });
  const file = Buffer.concat([header, ...entries.flatMap(([, bytes]) => [bytes, Buffer.alloc(padded(bytes.length) - bytes.length)])]);
  const head = header.readUInt32BE(HEADER_BYTES + entries.findIndex(([tag]) => tag === 'head') * ENTRY_BYTES + 8);
  file.writeUInt32BE((CHECKSUM_OF_ALL - checksum(file)) >>> 0, head + 8);
  return file;
}
