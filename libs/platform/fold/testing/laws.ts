import { list, type Projection, type Recorded, type Source, type Table } from '@ledger/kit';
import { QueryError, type QueryOptions } from '@ledger/platform/read-store';
import { anyMoment, anySource } from '@ledger/platform/read-store/testing/any-source';
import { MemoryEventStore } from '@ledger/platform/read-store/testing/memory-event-store';
import { sqliteKind, type OpenedStore } from '@ledger/platform/read-store/testing/stores';
import * as fc from 'fast-check';
import { FoldedLedger, type FoldStatus } from '..';

const TIMEOUT_MS = 60_000;

/** That a ledger folded in memory answers as the read store on SQLite does, refusals included. A failure prints seed and history. */
export function describeFoldLaws(name: string, projections: readonly Projection[], { histories, runs }: { readonly histories: fc.Arbitrary<readonly Recorded[]>; readonly runs: number }): void {
  describe(`laws of the fold: ${name}`, () => {
    const check = (law: (history: readonly Recorded[], any: fc.GeneratorValue) => Promise<void>) =>
      fc.assert(fc.asyncProperty(histories, fc.gen(), law), { numRuns: runs, interruptAfterTimeLimit: TIMEOUT_MS / 2, endOnFailure: true });

    it('answers any question of any table at any moment as SQLite does', () => check((history, any) => answersAsSqlite(projections, history, any)), TIMEOUT_MS);
    it('answers the same however its events came', () => check((history, any) => Promise.resolve(isTheSameInPieces(projections, history, any))), TIMEOUT_MS);
  });
}

async function answersAsSqlite(projections: readonly Projection[], history: readonly Recorded[], any: fc.GeneratorValue): Promise<void> {
  const opened = await sqliteKind.open(projections);
  try {
    await opened.store.runner(new MemoryEventStore(history)).catchUp();
    const folded = inPieces(projections, history, any);
    expect(folded.foldAll().map(standing)).toEqual(await standings(opened, projections));
    for (const { recordedAt } of history.slice(0, 5).map(({ metadata }) => metadata)) expect(folded.positionAt(String(recordedAt))).toEqual(await opened.store.positionAt(String(recordedAt)));
    for (const table of projections.flatMap(({ tables }) => tables)) await answersOf(table, { folded, opened, history, any });
  } finally {
    await opened.close();
  }
}

interface Asked {
  readonly folded: FoldedLedger;
  readonly opened: OpenedStore;
  readonly history: readonly Recorded[];
  readonly any: fc.GeneratorValue;
}

async function answersOf(table: Table<any, any>, { folded, opened, history, any }: Asked): Promise<void> {
  const rows = folded.query({ source: list(table) as Source }).rows.source as Record<string, unknown>[];
  for (let time = 0; time < 3; time += 1) {
    const { position, asOf } = any(anyMoment, history);
    const options: QueryOptions = { knownAt: any(fc.constantFrom, position, undefined, 0n, position + 1n), asOf, timeoutMs: 0 };
    const source: Source = any(anySource, table, rows);
    expect(await answers(() => folded.query({ source }, options))).toEqual(await answers(() => opened.store.query({ source }, options)));
  }
}

function isTheSameInPieces(projections: readonly Projection[], history: readonly Recorded[], any: fc.GeneratorValue): void {
  const [whole, pieces] = [new FoldedLedger(projections), inPieces(projections, history, any)];
  whole.append(history);
  expect(pieces.foldAll()).toEqual(whole.foldAll());
  for (const table of projections.flatMap(({ tables }) => tables)) {
    const { position } = any(anyMoment, history);
    const knownAt = any(fc.constantFrom, position, undefined);
    const source: Source = any(anySource, table, whole.query({ source: list(table) as Source }).rows.source as Record<string, unknown>[]);
    const ask = (ledger: FoldedLedger) => {
      try {
        return ledger.query({ source }, { knownAt });
      } catch (error) {
        return refusalOf(error);
      }
    };
    expect(ask(pieces)).toEqual(ask(whole));
  }
}

/** Events come a few at a time, and are folded in between. */
function inPieces(projections: readonly Projection[], history: readonly Recorded[], any: fc.GeneratorValue): FoldedLedger {
  const folded = new FoldedLedger(projections);
  for (let at = 0; at < history.length; ) {
    const size = any(fc.integer, { min: 1, max: 20 });
    folded.append(history.slice(at, at + size));
    at += size;
    if (any(fc.boolean)) folded.foldAll();
  }
  return folded;
}

const standings = async ({ store }: OpenedStore, projections: readonly Projection[]) => {
  const known = new Map((await store.status()).map((status) => [status.name, status]));
  return projections.map(({ name }) => standing(known.get(name)!));
};

/** What was wrong with an event is said in other words. */
const standing = ({ name, version, position, poison }: FoldStatus) => ({ name, version, position, parkedAt: poison?.position, at: poison?.eventId });

/** The answer, or why there is none. */
async function answers(ask: () => unknown): Promise<unknown> {
  try {
    return await ask();
  } catch (error) {
    return refusalOf(error);
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof QueryError) return { refused: error.code };
  throw error;
}
