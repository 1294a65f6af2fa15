import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The bytes in small parts, as a network would bring them; broken off after `breakAfter` bytes. */
export function arriving(bytes: Buffer, { part = 65_536, breakAfter = Infinity }: { part?: number; breakAfter?: number } = {}): Readable {
  const parts = function* () {
    for (let at = 0; at < bytes.length; at += part) {
      if (at >= breakAfter) throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
      yield bytes.subarray(at, Math.min(at + part, bytes.length));
    }
  };
  return Readable.from(parts(), { objectMode: true });
}

/** A file that begins like a PDF, of a given size; `seed` makes different ones. */
export function pdf(size: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(size, `${seed} `);
  bytes.write('%PDF-1.7\n', 0, 'latin1');
  return bytes;
}

/** A ZIP file of empty entries with these names. */
export function zip(names: readonly string[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const name of names) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(at, 42);
    parts.push(local, Buffer.from(name));
    directory.push(entry, Buffer.from(name));
    at += 30 + Buffer.byteLength(name);
  }
  const length = directory.reduce((sum, { length: each }) => sum + each, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
