import { Problem } from '../problems/problem';
import { mustBeKnown } from '../queries/position-parameters';

type Headers = { readonly [name: string]: string | string[] | undefined };

const PARAMETERS = new Set(['dryRun', 'lang']);
const KEY = /^[\x21-\x7e]{1,200}$/;
const REVISION = /^"?(\d{1,18})"?$/;

/** `Idempotency-Key`: 1 to 200 visible ASCII characters. */
export function idempotencyKey(headers: Headers): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && KEY.test(key)) return key;
  throw new Problem(400, 'ledger.malformed-header', { header: 'Idempotency-Key' });
}

/** `If-Match: "<revision>"`, or `If-None-Match: *` for a stream that must not exist: −1. */
export function expectedRevision(headers: Headers): bigint | undefined {
  const none = headers['if-none-match'];
  if (none !== undefined) {
    if (none === '*') return -1n;
    throw new Problem(400, 'ledger.malformed-header', { header: 'If-None-Match' });
  }
  const match = headers['if-match'];
  if (match === undefined) return undefined;
  const revision = REVISION.exec(String(match))?.[1];
  if (revision === undefined) throw new Problem(400, 'ledger.malformed-header', { header: 'If-Match' });
  return BigInt(revision);
}

/** `?dryRun=true`. Other parameters are refused: a misspelt one would record what was only to be tried. */
export function isDryRun(query: { readonly [name: string]: unknown }): boolean {
  mustBeKnown(query, PARAMETERS);
  const { dryRun } = query;
  if (dryRun === undefined || dryRun === 'false') return false;
  if (dryRun === 'true') return true;
  const text = { vi: 'Phải là true hoặc false.', en: 'Must be true or false.' };
  throw new Problem(400, 'query.malformed', {}, [{ path: 'dryRun', code: 'field.not-yes-or-no', text }]);
}
