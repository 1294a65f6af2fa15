import type { FileHandle } from 'node:fs/promises';
import { officeTypeOf } from './office-documents';

/** Media types that evidence may have, and the extension each is given. */
export const EVIDENCE_TYPES: { readonly [type: string]: string } = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'text/plain': 'txt',
};

/** Declares nothing: what the bytes say counts. */
export const UNDECLARED = 'application/octet-stream';

const TEXT_CHUNK_BYTES = 65_536;
const SIGNATURES: readonly { readonly type: string; readonly at: number; readonly bytes: string }[] = [
  { type: 'application/pdf', at: 0, bytes: '255044462d' },
  { type: 'image/png', at: 0, bytes: '89504e470d0a1a0a' },
  { type: 'image/jpeg', at: 0, bytes: 'ffd8ff' },
  { type: 'image/webp', at: 8, bytes: '57454250' },
];
const ZIP = '504b0304';
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;

/** `image/png` of `Image/PNG; q=1`. */
export const essenceOf = (mediaType: string): string => mediaType.split(';', 1)[0]!.trim().toLowerCase();

/** The type that a file's own bytes tell; undefined when it is none of those allowed. */
export async function sniff(file: FileHandle, size: number): Promise<string | undefined> {
  const head = Buffer.alloc(Math.min(16, size));
  await file.read(head, 0, head.length, 0);
  const found = SIGNATURES.find(({ at, bytes }) => head.subarray(at, at + bytes.length / 2).toString('hex') === bytes);
  if (found) return found.type !== 'image/webp' || head.subarray(0, 4).toString('latin1') === 'RIFF' ? found.type : undefined;
  if (head.subarray(0, 4).toString('hex') === ZIP) return officeTypeOf(file, size);
  return (await isPlainText(file, size)) ? 'text/plain' : undefined;
}

async function isPlainText(file: FileHandle, size: number): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const chunk = Buffer.alloc(TEXT_CHUNK_BYTES);
  try {
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
      if (bytesRead === 0) break;
      at += bytesRead;
      if (CONTROL.test(decoder.decode(chunk.subarray(0, bytesRead), { stream: at < size }))) return false;
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return false;
    throw error;
  }
}
