import type { Findings } from '@ledger/platform/audit-log/node';
import type { EventStore } from '@ledger/platform/event-store';
import type { EmbeddedStore, RawEvent } from '@ledger/platform/event-store/embedded';
import { leafOf, leafOfStored, leafPages, type LeafEvent } from '@ledger/platform/sealer';

/** A leaf as the store holds it now, hashed again. */
export interface StoredLeaf {
  readonly event: LeafEvent;
  readonly entry: Uint8Array;
  readonly hash: Uint8Array;
}

export interface StoredPage {
  readonly leaves: readonly StoredLeaf[];
  /** Everything up to here has been read. */
  readonly position: bigint;
}

const PAGE_EVENTS = 1_000;
const STREAMS_KEPT = 100_000;

/**
 * Every leaf after a position, read and hashed again. What a hostile hand has done to the file is found and not thrown:
 * rows that are gone (`position-gap`), rows that cannot be read (`event-damaged`). Reading ends where the file cannot be read on.
 */
export async function* storedLeaves(store: EventStore, pattern: RegExp, after: bigint, findings: Findings): AsyncGenerator<StoredPage> {
  const isEmbedded = typeof (store as Partial<EmbeddedStore>).readRaw === 'function';
  if (isEmbedded) yield* rawPages(store as EmbeddedStore, pattern, after, findings);
  else for await (const { leaves, position } of leafPages(store, pattern, after)) yield { leaves: hashed(leaves, findings), position };
}

async function* rawPages(store: EmbeddedStore, pattern: RegExp, after: bigint, findings: Findings): AsyncGenerator<StoredPage> {
  const isLeaf = streamTest(pattern);
  for (let position = after; ; ) {
    const page = readablePage(store, position, findings);
    if (page === undefined || page.length === 0) return;
    checkPositions(page, Number(position), findings);
    position = BigInt(page.at(-1)!.position);
    yield { leaves: hashed(page.filter(({ stream }) => isLeaf(stream)).map((raw) => asLeaf(raw, findings)).filter((leaf) => leaf !== undefined), findings), position };
  }
}

/** The next rows; fewer of them before one that cannot be read; undefined when the very next one cannot. */
function readablePage(store: EmbeddedStore, after: bigint, findings: Findings): RawEvent[] | undefined {
  for (let limit = PAGE_EVENTS; ; limit = Math.floor(limit / 2)) {
    try {
      return store.readRaw(after, limit);
    } catch (error) {
      if (limit > 1) continue;
      findings.add('event-damaged', { position: String(after + 1n), detail: `${(error as Error).message}; nothing behind it can be read` });
      return undefined;
    }
  }
}

/** The embedded store numbers its rows without gaps, whatever stream they are of. */
function checkPositions(page: readonly RawEvent[], before: number, findings: Findings): void {
  for (const { position, stream, revision } of page) {
    if (position !== before + 1) findings.add('position-gap', { position: String(position), stream, revision: String(revision), detail: `position ${before + 1} was to come next` });
    before = position;
  }
}

function asLeaf(raw: RawEvent, findings: Findings): LeafEvent | undefined {
  try {
    return leafOfStored(raw);
  } catch (error) {
    findings.add('event-damaged', { position: String(raw.position), stream: raw.stream, revision: String(raw.revision), detail: (error as Error).message });
    return undefined;
  }
}

function hashed(events: readonly LeafEvent[], findings: Findings): StoredLeaf[] {
  const leaves: StoredLeaf[] = [];
  for (const event of events) {
    try {
      leaves.push({ event, ...leafOf(event) });
    } catch (error) {
      findings.add('event-damaged', { position: String(event.position), stream: event.stream, revision: String(event.revision), detail: (error as Error).message });
    }
  }
  return leaves;
}

function streamTest(pattern: RegExp): (stream: string) => boolean {
  const known = new Map<string, boolean>();
  return (stream) => {
    const is = known.get(stream) ?? pattern.test(stream);
    if (known.size < STREAMS_KEPT) known.set(stream, is);
    return is;
  };
}
