import { canonicalText, isSurelyCanonical, type Findings } from '@ledger/platform/audit-log/node';
import type { EventStore } from '@ledger/platform/event-store';
import type { RawEvent, StoredRows } from '@ledger/platform/event-store/embedded';
import { leafOf, leafOfRaw, leafPages, streamTest, type LeafEvent } from '@ledger/platform/sealer';

/** A leaf as the store holds it now, hashed again. */
export interface StoredLeaf {
  readonly event: LeafEvent;
  readonly entry: Uint8Array;
  readonly hash: Uint8Array;
}

/** Whether data or metadata are canonical JSON. */
export const isCanonical = (stored: Uint8Array): boolean => isSurelyCanonical(Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength).toString()) || canonicalText(stored) !== undefined;

export interface StoredPage {
  readonly leaves: readonly StoredLeaf[];
  /** Everything up to here has been read. */
  readonly position: bigint;
}

const PAGE_EVENTS = 1_000;

/** Where the events are: a store, and of an embedded one its file. */
export interface EventSource {
  readonly store: EventStore;
  readonly rows?: StoredRows;
}

/**
 * Every leaf after a position, read and hashed again. What a hostile hand has done to the file is found and not thrown:
 * rows that are gone (`position-gap`), rows that cannot be read (`event-damaged`), rows the ledger is made to step over
 * (`event-hidden`). Reading ends where the file cannot be read on.
 */
export async function* storedLeaves({ store, rows }: EventSource, pattern: RegExp, after: bigint, findings: Findings): AsyncGenerator<StoredPage> {
  if (rows) yield* filePages(rows, pattern, Number(after), findings);
  else for await (const { leaves, position } of leafPages(store, pattern, after)) yield { leaves: hashed(leaves, (leaf) => leaf, findings), position };
}

function* filePages(rows: StoredRows, pattern: RegExp, after: number, findings: Findings): Generator<StoredPage> {
  const isLeaf = streamTest(pattern);
  const marks = new Marks(findings);
  for (let position = after; ; ) {
    const page = readablePage(rows, position, findings);
    if (page === undefined || page.length === 0) return;
    checkPositions(page, position, findings);
    position = page.at(-1)!.position;
    const leaves = page.filter(({ stream }) => isLeaf(stream));
    for (const row of leaves) marks.see(row);
    yield { leaves: hashed(leaves, leafOfRaw, findings), position: BigInt(position) };
  }
}

/** The next rows; fewer of them before one that cannot be read; undefined when the very next one cannot. */
function readablePage(rows: StoredRows, after: number, findings: Findings): RawEvent[] | undefined {
  for (let limit = PAGE_EVENTS; ; limit = Math.floor(limit / 2)) {
    try {
      return rows.after(after, limit);
    } catch (error) {
      if (limit > 1) continue;
      findings.add('event-damaged', { position: String(after + 1), detail: `${(error as Error).message}; nothing behind it can be read` });
      return undefined;
    }
  }
}

/** The embedded store numbers its rows without gaps, whatever stream they are of. */
function checkPositions(page: readonly RawEvent[], before: number, findings: Findings): void {
  for (const row of page) {
    if (row.position !== before + 1) findings.add('position-gap', { ...placeOf(row), detail: `position ${before + 1} was to come next` });
    before = row.position;
  }
}

/** All events of the registers are the ledger's own or, in the store of a ledger elsewhere, all were sent: one that is not is stepped over. */
class Marks {
  private first: boolean | undefined;

  constructor(private readonly findings: Findings) {}

  see(row: RawEvent): void {
    if (row.stream.startsWith('$$')) return;
    const isSent = row.isSent === true;
    this.first ??= isSent;
    if (isSent !== this.first) this.findings.add('event-hidden', placeOf(row));
  }
}

type Placed = Pick<RawEvent | LeafEvent, 'position' | 'stream' | 'revision'>;

const placeOf = ({ position, stream, revision }: Placed) => ({ position: String(position), stream, revision: String(revision) });

/** The leaves of events; one of which no leaf can be made is damaged. */
function hashed<Event extends Placed>(events: readonly Event[], leafEventOf: (event: Event) => LeafEvent, findings: Findings): StoredLeaf[] {
  const leaves: StoredLeaf[] = [];
  for (const each of events) {
    try {
      const event = leafEventOf(each);
      leaves.push({ event, ...leafOf(event) });
    } catch (error) {
      findings.add('event-damaged', { ...placeOf(each), detail: (error as Error).message });
    }
  }
  return leaves;
}
