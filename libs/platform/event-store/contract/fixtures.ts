import { randomUUID } from 'node:crypto';
import type { EventBatch, EventStore, EventToAppend, JsonObject, RecordedEvent } from '../port';

export interface OpenedStore {
  readonly store: EventStore;
  /** Closes the store and opens it again on the same events; left out when an adapter cannot. */
  reopen?(): Promise<EventStore>;
  close(): Promise<void>;
}

export interface ContractOptions {
  /** True when positions count 1, 2, 3 … without gaps. */
  readonly densePositions: boolean;
  /**
   * The most the store takes in one append, in bytes as a server counts them: data, metadata, and two for each letter of a
   * type. Left out: as much as each of its events may have.
   */
  readonly appendBytesMax?: number;
  /** How many writers read and try again at once; default 64, fewer where every attempt crosses a network. */
  readonly stubbornWriters?: number;
}

/** What the parts of the suite see of it. `reopen` answers whether the adapter could. */
export interface Contract extends ContractOptions {
  readonly store: EventStore;
  reopen(): Promise<boolean>;
}

export const streamName = (kind = 'book'): string => `contract.${kind}-${randomUUID()}`;

export const event = (data: JsonObject = { amount: '1500000000' }, type = 'ContractChecked'): EventToAppend => ({
  id: randomUUID(),
  type,
  data,
  metadata: { actor: { user: 'contract' }, schemaVersion: 1 },
});

export const events = (count: number, type?: string): EventToAppend[] => Array.from({ length: count }, (_, n) => event({ n }, type));

export async function gathered(batches: AsyncIterable<readonly RecordedEvent[]>): Promise<RecordedEvent[]> {
  const found: RecordedEvent[] = [];
  for await (const batch of batches) found.push(...batch);
  return found;
}

export const ids = (found: readonly { readonly id: string }[]): string[] => found.map(({ id }) => id);

/** Pulls batches until `enough`, at most ten seconds long; answers the events and the position to resume from. */
export async function pulled(
  subscription: AsyncIterable<EventBatch>,
  abort: AbortController,
  enough: (found: readonly RecordedEvent[], batch: EventBatch) => boolean,
): Promise<{ found: RecordedEvent[]; position: bigint }> {
  const found: RecordedEvent[] = [];
  let position = -1n;
  const tooLong = setTimeout(() => abort.abort(), 10_000);
  for await (const batch of subscription) {
    found.push(...batch.events);
    expect(batch.position).toBeGreaterThan(position);
    position = batch.position;
    if (enough(found, batch)) break;
  }
  clearTimeout(tooLong);
  return { found, position };
}
