import type { ExpectedRevision } from '../port';

/** Expected revisions as numbers, EventStoreDB's own; revisions stand for themselves. */
export const NO_STREAM = -1;
export const ANY = -2;
export const STREAM_EXISTS = -4;

/** What an append is: the ledger's own events, events as a client sent them, or the end of a stream (soft or for good). */
export const OWN = 0;
export const SENT = 1;
export const DELETE = 2;
export const TOMBSTONE = 3;
export type AppendKind = typeof OWN | typeof SENT | typeof DELETE | typeof TOMBSTONE;

/**
 * Appends that go to disk together, flat, since copying many small objects between threads costs more than writing them.
 * `numbers` holds for each append its expected revision, its number of events and its kind; `texts` its stream, then the
 * id, type, data and metadata of each event. Data that is no JSON text lies there packed, together with the metadata.
 */
export interface Group {
  readonly numbers: number[];
  readonly texts: (string | Uint8Array)[];
}
export const NUMBERS_PER_APPEND = 3;
/** After the name of its stream. */
export const TEXTS_PER_EVENT = 4;

/** Three numbers for each append: what became of it, a revision (−1: no stream), a position. */
export type Outcomes = number[];
export const APPENDED = 0;
export const REPEATED = 1;
export const WRONG_REVISION = 2;
export const STREAM_DELETED = 3;

/** What the writer's thread says: ready, a group's outcomes, a group of which nothing was recorded, or that it cannot start. */
export type WriterMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly outcomes: Outcomes }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'refused'; readonly message: string };

export interface WriterSettings {
  readonly folder: string;
  readonly bytesMax?: number;
}

export function expectedAsNumber(expected: ExpectedRevision): number {
  switch (expected) {
    case 'no-stream':
      return NO_STREAM;
    case 'any':
      return ANY;
    case 'stream-exists':
      return STREAM_EXISTS;
    default:
      // No stream is as long as that, so any larger number is as wrong.
      return expected > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(expected);
  }
}
