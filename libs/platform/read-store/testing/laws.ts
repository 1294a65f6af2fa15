import { list, type Projection, type Recorded, type Source, type Table } from '@ledger/kit';
import * as fc from 'fast-check';
import { Superseded } from '../database';
import type { RunnerOptions } from '../port';
import { anyMoment, anySource } from './any-source';
import { MemoryEventStore } from './memory-event-store';
import { replay } from './replay';
import { dump, kinds, type Dump, type Kind, type OpenedStore } from './stores';

export interface LawOptions {
  /** Any recorded events; an event that a projection cannot take in must park it and leave the rest alone. */
  readonly histories: fc.Arbitrary<readonly Recorded[]>;
  /** Histories tried per law and database; default 20 on SQLite, 6 on PostgreSQL. */
  readonly runs?: { readonly [kind in Kind['name']]?: number };
}

const DEFAULT_RUNS = { sqlite: 20, postgres: 6 };
const TIMEOUT_MS = 60_000;

/** The laws of the read store for some projections, on SQLite and on a real PostgreSQL. A failure prints seed and history. */
export function describeProjectionLaws(name: string, projections: readonly Projection[], { histories, runs }: LawOptions): void {
  describe(`laws of the read store: ${name}`, () => {
    describe.each(kinds.map((kind) => [kind.name, kind] as const))('on %s', (_, kind) => {
      const check = (law: (history: readonly Recorded[], data: fc.GeneratorValue) => Promise<void>) =>
        fc.assert(fc.asyncProperty(histories, fc.gen(), law), { numRuns: runs?.[kind.name] ?? DEFAULT_RUNS[kind.name], interruptAfterTimeLimit: TIMEOUT_MS / 2 });

      it('rows at any position are a replay of the events up to it', () => check((history, any) => rowsAreAReplay(kind, projections, history, any)), TIMEOUT_MS);
      it('live rows, however the events were split and repeated, are rebuilt rows', () => check((history, any) => liveIsRebuilt(kind, projections, history, any)), TIMEOUT_MS);
      it('two runners at once apply nothing twice', () => check((history, any) => twoRunnersAreOne(kind, projections, history, any)), TIMEOUT_MS);
    });

    it('SQLite and PostgreSQL hold the same rows, byte for byte', async () => {
      const numRuns = runs?.postgres ?? DEFAULT_RUNS.postgres;
      await fc.assert(
        fc.asyncProperty(histories, async (history) => {
          const [sqlite, postgres] = await Promise.all(kinds.map((kind) => dumpOf(kind, projections, history)));
          expect(sqlite).toEqual(postgres);
        }),
        { numRuns, interruptAfterTimeLimit: TIMEOUT_MS / 2 },
      );
    }, TIMEOUT_MS);
  });
}

async function rowsAreAReplay(kind: Kind, projections: readonly Projection[], history: readonly Recorded[], any: fc.GeneratorValue): Promise<void> {
  await using(kind, projections, async ({ store }) => {
    await store.runner(new MemoryEventStore(history, { batch: any(fc.integer, { min: 1, max: 8 }), times: 1 }), anyRunner(any)).catchUp();
    const checkpoints = await store.checkpoints();
    for (const projection of projections) {
      const end = replay(projection, history);
      expect([projection.name, checkpoints.get(projection.name)]).toEqual([projection.name, end.position]);
      for (const table of projection.tables) await sourcesAreAReplay({ projection, table, history, any, store, end: end.position });
    }
  });
}

interface Asked {
  readonly projection: Projection;
  readonly table: Table<any, any>;
  readonly history: readonly Recorded[];
  readonly any: fc.GeneratorValue;
  readonly store: OpenedStore['store'];
  readonly end: bigint;
}

async function sourcesAreAReplay({ projection, table, history, any, store, end }: Asked): Promise<void> {
  const values = replay(projection, history).tables.evaluate(list(table)) as Record<string, unknown>[];
  for (let time = 0; time < 4; time += 1) {
    const { position, asOf: day } = any(anyMoment, history);
    if (position === 0n || position > end) continue;
    const asOf = table.kind === 'dated' ? day : undefined;
    const source: Source = any(anySource, table, values);
    const expected = replay(projection, history, position).tables.evaluate(source, { asOf });
    const { rows } = await store.query({ source }, { knownAt: position, asOf });
    expect(rows.source).toEqual(expected);
  }
}

async function liveIsRebuilt(kind: Kind, projections: readonly Projection[], history: readonly Recorded[], any: fc.GeneratorValue): Promise<void> {
  await using(kind, projections, async (opened) => {
    const events = new MemoryEventStore([], { batch: any(fc.integer, { min: 1, max: 5 }), times: any(fc.integer, { min: 1, max: 2 }) });
    await opened.store.runner(events).catchUp();
    for (let at = 0; at < history.length; ) {
      const size = any(fc.integer, { min: 1, max: 12 });
      events.record(...history.slice(at, at + size));
      at += size;
      await opened.store.runner(events, anyRunner(any)).catchUp();
    }
    const [live, states] = [await dump(opened, projections), await statesOf(opened)];
    await opened.store.runner(events, anyRunner(any)).rebuild();
    expect(await statesOf(opened)).toEqual(states);
    expect(await dump(opened, projections)).toEqual(live);
    expect(live).toEqual(await dumpOf(kind, projections, history));
  });
}

/** A build that could not take in what the live tables did would leave them as they were, and say so here. */
const statesOf = async ({ store }: OpenedStore): Promise<unknown> => (await store.status()).map(({ name, position, poison }) => ({ name, position, poison }));

async function twoRunnersAreOne(kind: Kind, projections: readonly Projection[], history: readonly Recorded[], any: fc.GeneratorValue): Promise<void> {
  await using(kind, projections, async (one) => {
    const other = await one.again();
    const half = Math.floor(history.length / 2);
    const events = new MemoryEventStore(history.slice(0, half), { batch: any(fc.integer, { min: 1, max: 8 }), times: 1 });
    const run = ({ store }: OpenedStore, options: RunnerOptions) => untilNotSuperseded(() => store.runner(events, options).catchUp());
    await Promise.all([run(one, anyRunner(any)), run(other, anyRunner(any))]);
    events.record(...history.slice(half));
    await Promise.all([run(one, anyRunner(any)), run(other, anyRunner(any))]);
    const rows = await dump(one, projections);
    await other.close();
    expect(rows).toEqual(await dumpOf(kind, projections, history));
  });
}

async function untilNotSuperseded(catchUp: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await catchUp();
    } catch (error) {
      if (tries === 50 || !(error instanceof Superseded)) throw error;
    }
  }
}

/** Small batches and a small memory, so that short histories cross every border. */
const anyRunner = (any: fc.GeneratorValue): RunnerOptions => ({
  batch: any(fc.integer, { min: 1, max: 8 }),
  openRowsMax: any(fc.constantFrom, 0, 1, 3, 1_000),
});

const dumpOf = (kind: Kind, projections: readonly Projection[], history: readonly Recorded[]): Promise<Dump> =>
  using(kind, projections, async (opened) => {
    await opened.store.runner(new MemoryEventStore(history)).catchUp();
    return dump(opened, projections);
  });

async function using<T>(kind: Kind, projections: readonly Projection[], work: (opened: OpenedStore) => Promise<T>): Promise<T> {
  const opened = await kind.open(projections);
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}
