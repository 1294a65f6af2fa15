import { Readable } from 'node:stream';
import { count, sha256, text } from '@ledger/fields';
import { fieldProblem } from '@ledger/kit';
import { EVIDENCE_TYPES } from '@ledger/platform/evidence';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem';

const NAME_CHARACTERS_MAX = 1_000;

/** The file's name in the query, as it is; the store makes it safe. */
export function nameIn({ query }: FastifyRequest): string {
  const { name = '' } = query as { readonly name?: unknown };
  if (typeof name === 'string' && name.length <= NAME_CHARACTERS_MAX) return name;
  throw fieldProblem('name', 'field.too-long', `Dài quá ${NAME_CHARACTERS_MAX} ký tự.`, `Longer than ${NAME_CHARACTERS_MAX} characters.`);
}

/** The bytes of the body. JSON has been read already and is no file. */
export function bytesIn({ body }: FastifyRequest): Readable {
  if (body instanceof Readable) return body;
  if (body === undefined || body === null) return Readable.from([]);
  throw new Problem(415, 'evidence.type-not-allowed', { allowed: Object.values(EVIDENCE_TYPES).join(', ') });
}

/** What announces a file that comes in parts. */
export const announcement = {
  sha256: sha256(),
  size: count({ label: { vi: 'Kích thước (byte)', en: 'Size (bytes)' }, min: 0, max: Number.MAX_SAFE_INTEGER }),
  type: text({ label: { vi: 'Loại tệp', en: 'Media type' }, max: 200 }),
  name: text({ label: { vi: 'Tên tệp', en: 'File name' }, max: NAME_CHARACTERS_MAX }),
};

/** `Upload-Offset`: how much of the file has gone before. */
export function offsetIn({ headers }: FastifyRequest): number {
  const offset = headers['upload-offset'];
  if (typeof offset === 'string' && /^\d{1,15}$/.test(offset)) return Number(offset);
  throw new Problem(400, 'ledger.malformed-header', { header: 'Upload-Offset' });
}
