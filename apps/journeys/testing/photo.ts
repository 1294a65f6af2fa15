import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A photo of nothing: noise that no compression makes smaller, always the same for the same seed. About `width × height × 3` bytes. */
export function photo(seed: string, width = 640, height = 480): Buffer {
  const rows = Array.from({ length: height }, (_, row) => {
    const noise: Buffer[] = [Buffer.from([0])];
    for (let bytes = 0; bytes < width * 3; bytes += 64) noise.push(createHash('sha512').update(`${seed}:${row}:${bytes}`).digest());
    return Buffer.concat(noise).subarray(0, 1 + width * 3);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 1 })), chunk('IEND', Buffer.alloc(0))]);
}
