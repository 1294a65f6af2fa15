import type { JsonObject } from '@ledger/kit';
import { request } from '../api/request';
import { wroteAt } from '../api/queries';

/** What was recorded; after a dry run what would be, with the data of each event. */
export interface CommandReceipt {
  readonly stream: string;
  readonly revision: string;
  readonly position?: string;
  readonly events: readonly { readonly id: string; readonly type: string; readonly data?: JsonObject }[];
  readonly hit: boolean;
}

type Body = Readonly<Record<string, unknown>>;

/** What would be recorded; nothing is. A `hit` tells what was recorded under the key before, by an attempt whose answer was lost. */
export async function tryCommand(name: string, body: Body, key: string): Promise<CommandReceipt> {
  const { json, headers } = await request<Omit<CommandReceipt, 'hit'>>(`/api/commands/${name}?dryRun=true`, { method: 'POST', body, headers: { 'idempotency-key': key } });
  return { ...json, hit: isHit(headers) };
}

const isHit = (headers: Headers): boolean => headers.get('idempotency-hit') === 'true';

/** The revision that the stream had when the preview was made: what is recorded is what was shown, or nothing. */
export const revisionBefore = ({ revision, events }: CommandReceipt): bigint => BigInt(revision) - BigInt(events.length);

/** Records it once, however often it is sent under one key. */
export async function recordCommand(name: string, body: Body, key: string, preview: CommandReceipt): Promise<CommandReceipt> {
  const before = revisionBefore(preview);
  const expected: Record<string, string> = before < 0n ? { 'if-none-match': '*' } : { 'if-match': `"${before}"` };
  const { json, headers } = await request<Omit<CommandReceipt, 'hit'>>(`/api/commands/${name}`, { method: 'POST', body, headers: { 'idempotency-key': key, ...expected } });
  if (json.position !== undefined) wroteAt(json.position);
  return { ...json, hit: isHit(headers) };
}
