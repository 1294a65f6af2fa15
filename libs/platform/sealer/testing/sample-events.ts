import { randomUUID } from 'node:crypto';
import { formatLeafEntry, leafEntryOf, leafHash, type Hash } from '@ledger/platform/audit-log/node';
import type { EventStore, EventToAppend } from '@ledger/platform/event-store';
import { leafEvents, leafStreamPattern } from '../leaf-source';

/** The registers whose streams are leaves in these tests. */
export const PATTERN = leafStreamPattern(['funds', 'housing', 'reports']);

export const sampleEvent = (n: number): EventToAppend => ({
  id: randomUUID(),
  type: n % 5 === 0 ? 'HouseAccepted' : 'FundsDisbursed',
  data: { amount: String(n * 1_000_000), note: `Quyết định số ${n}/QĐ-UBND` },
  metadata: { actor: { role: 'finance', unit: '10', user: 'lan' }, effectiveOn: '2025-01-31', recordedAt: new Date(1_738_314_764_000 + n).toISOString(), schemaVersion: 1 },
});

/** Appends `count` leaves, among them some of `$$` streams, and between them events that are none. */
export async function fill(store: EventStore, count: number, from = 0): Promise<void> {
  const appends: Promise<unknown>[] = [];
  for (let n = from; n < from + count; n++) {
    if (n % 50 === 7) appends.push(store.append('consumer.bookmark-1', [sampleEvent(n)], 'any'));
    if (n % 97 === 96) appends.push(store.append(`$$funds.line-${n % 10}`, [{ id: randomUUID(), type: '$metadata', data: { $maxCount: n }, metadata: {} }], 'any'));
    else appends.push(store.append(`${n % 3 === 0 ? 'housing.house' : 'funds.line'}-${n % 10}`, [sampleEvent(n)], 'any'));
  }
  await Promise.all(appends);
}

/** The leaf hashes of a store from scratch, by the library's own form of an entry. */
export async function leafHashes(store: EventStore): Promise<Hash[]> {
  const hashes: Hash[] = [];
  for await (const leaves of leafEvents(store, PATTERN, 0n)) for (const leaf of leaves) hashes.push(leafHash(formatLeafEntry(leafEntryOf(leaf))));
  return hashes;
}
