import { isDay } from '@ledger/fields';
import type { FieldProblem, Words } from '@ledger/kit';
import type { ReadStore } from '@ledger/platform/read-store';
import { Problem } from '../problems/problem';

/** Query parameters as Fastify parses them: a repeated one is a list. */
export type Query = { readonly [name: string]: string | string[] | undefined };

const POSITION = /^\d{1,19}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

const POSITION_MAX = 2n ** 63n - 1n;

const positionIn = (value: string): bigint | undefined => (POSITION.test(value) && BigInt(value) <= POSITION_MAX ? BigInt(value) : undefined);

export const malformed = (path: string, vi: string, en: string): Problem => new Problem(400, 'query.malformed', { parameter: path }, [problem(path, { vi, en })]);
const problem = (path: string, text: Words): FieldProblem => ({ path, code: 'query.malformed', text });

/** The one value of a parameter. */
export function single(query: Query, name: string): string | undefined {
  const value = query[name];
  if (Array.isArray(value)) throw malformed(name, 'Chỉ được nêu một lần.', 'May be given only once.');
  return value === '' ? undefined : value;
}

/** Throws when there is a parameter of another name: a misspelt one would be answered as if it were not there. */
export function mustBeKnown(query: { readonly [name: string]: unknown }, known: ReadonlySet<string>): void {
  for (const name of Object.keys(query)) if (!known.has(name)) throw malformed(name, 'Không có tham số này.', 'There is no such parameter.');
}

/** The language of a file: `?lang=en`, or else Vietnamese. */
export const languageIn = (query: Query): keyof Words => (single(query, 'lang') === 'en' ? 'en' : 'vi');

export function dayParameter(query: Query, name: string): string | undefined {
  const value = single(query, name);
  if (value === undefined || isDay(value)) return value;
  throw malformed(name, 'Phải là một ngày có thật, dạng «2025-01-31».', 'Must be a day that exists, such as “2025-01-31”.');
}

export function positionParameter(query: Query, name: string): bigint | undefined {
  const value = single(query, name);
  if (value === undefined) return undefined;
  const position = positionIn(value);
  if (position !== undefined) return position;
  throw malformed(name, 'Phải là một vị trí, là số nguyên không âm.', 'Must be a position, a whole number.');
}

export function wholeNumber(query: Query, name: string, { least = 0, most }: { least?: number; most: number }): number | undefined {
  const value = single(query, name);
  if (value === undefined) return undefined;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw malformed(name, `Phải là số nguyên từ ${least} đến ${most}.`, `Must be a whole number from ${least} to ${most}.`);
}

/** `knownAt`: a position, or an instant with its zone, which means the last position before the first event recorded after it. */
export const knownAtParameter = (query: Query, reads: Pick<ReadStore, 'positionAt'>): Promise<bigint | undefined> => knownInstantOrPosition(query, 'knownAt', reads);

export async function knownInstantOrPosition(query: Query, name: string, reads: Pick<ReadStore, 'positionAt'>): Promise<bigint | undefined> {
  const value = single(query, name);
  if (value === undefined) return undefined;
  const position = positionIn(value);
  if (position !== undefined) return position;
  if (INSTANT.test(value) && isDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value))) return reads.positionAt(value);
  throw malformed(name, 'Phải là một vị trí hoặc một thời điểm có múi giờ, ví dụ «2025-01-31T17:00:00Z».', 'Must be a position or an instant with its zone, such as “2025-01-31T17:00:00Z”.');
}
