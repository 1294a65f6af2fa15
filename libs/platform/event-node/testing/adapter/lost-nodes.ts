import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { RecordedEvent } from '@ledger/platform/event-store';
import { openEsdbStore, type EsdbStore } from '@ledger/platform/event-store/esdb';
import { NodeProcess } from './nodes';

const WRITERS = 32;
const STREAMS = 8;
/** How long the node lives between two kills, at most. */
const LIFE_MS_MAX = 400;
const CATCH_UP_MS = 30_000;

interface Acknowledged {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
}

/** What came of so many kills: everything the writers were told, and everything a follower was handed, in its order. */
export interface Outcome {
  readonly acknowledged: ReadonlyMap<string, Acknowledged>;
  readonly followed: readonly RecordedEvent[];
  readonly recorded: readonly RecordedEvent[];
  readonly status: ReturnType<EsdbStore['status']>;
}

/** Kills the node `rounds` times while 32 writers append and one follows; then lets everything settle. */
export async function loseNodes(rounds: number): Promise<Outcome> {
  const node = new NodeProcess();
  await node.start();
  const store = await openEsdbStore({ address: node.address, patienceMs: 60_000 });
  const stop = new AbortController();
  const acknowledged = new Map<string, Acknowledged>();
  const followed: RecordedEvent[] = [];
  const following = follow(store, followed, stop.signal);
  let writing = true;
  const writers = Array.from({ length: WRITERS }, async () => {
    while (writing) await appendOne(store, acknowledged);
  });
  try {
    const alive = async (): Promise<void> => {
      for (const before = acknowledged.size, end = Date.now() + CATCH_UP_MS; acknowledged.size === before && Date.now() < end; ) await pause(5);
    };
    for (let round = 0; round < rounds; round += 1) {
      await alive();
      await pause(Math.random() * LIFE_MS_MAX);
      await node.kill();
      await node.start();
    }
    await alive();
    writing = false;
    await Promise.all(writers);
    const recorded = await everything(store);
    for (const end = Date.now() + CATCH_UP_MS; followed.length < recorded.length && Date.now() < end; ) await pause(20);
    return { acknowledged, followed, recorded, status: store.status() };
  } finally {
    writing = false;
    stop.abort();
    await following.catch(() => undefined);
    await store.close();
    await node.remove();
  }
}

async function appendOne(store: EsdbStore, acknowledged: Map<string, Acknowledged>): Promise<void> {
  const append = randomUUID();
  const stream = `lost.book-${Math.floor(Math.random() * STREAMS)}`;
  const events = [0, 1, 2].map((part) => ({ id: randomUUID(), type: 'LostChecked', data: { append, part }, metadata: {} }));
  const { revision, position } = await store.append(stream, events, 'any');
  acknowledged.set(append, { stream, revision, position });
}

async function follow(store: EsdbStore, followed: RecordedEvent[], signal: AbortSignal): Promise<void> {
  for await (const { events } of store.subscribe({ batch: 100, filter: { streamPrefixes: ['lost.'] }, signal })) followed.push(...events);
}

async function everything(store: EsdbStore): Promise<readonly RecordedEvent[]> {
  const found: RecordedEvent[] = [];
  for await (const batch of store.readAll({ filter: { streamPrefixes: ['lost.'] } })) found.push(...batch);
  return found;
}

/** Throws at the first thing that is not as promised. */
export function checkOutcome({ acknowledged, followed, recorded }: Outcome): void {
  const parts = new Map<string, RecordedEvent[]>();
  for (const event of recorded) {
    const { append } = event.data as { append: string };
    parts.set(append, [...(parts.get(append) ?? []), event]);
  }
  for (const [append, events] of parts) expect({ append, parts: events.map(({ data }) => data['part']) }).toEqual({ append, parts: [0, 1, 2] });
  for (const [append, { stream, revision, position }] of acknowledged) expect(parts.get(append)?.at(-1)).toMatchObject({ stream, revision, position });
  expect(followed.map(({ id }) => id)).toEqual(recorded.map(({ id }) => id));
}
