import { BACKWARDS, END, FORWARDS, START, type EventStoreDBClient, type ResolvedEvent, type StreamingRead } from '@eventstore/db-client';
import type { EventFilter, ReadAllOptions, ReadStreamOptions, RecordedEvent } from '../port';
import { backOff } from './backoff';
import { recordedOf } from './decode';
import { StreamNotFoundError, asPortError, passesWithTime } from './errors';
import type { Health } from './health';
import { matcher } from './filter';
import { Pull } from './pull';

const PAGE_EVENTS = 1_000;
const LARGEST_REVISION = 2n ** 63n - 2n;
/** How long the last of a call may be on its way. */
const ENDING_MS = 1_000;

export interface Connection {
  readonly client: EventStoreDBClient;
  readonly health: Health;
  readonly server: string;
  /** How long a read or an append goes on trying without an answer, in milliseconds. */
  readonly patienceMs: number;
  /** Throws when the store is closed. */
  mustBeOpen(): void;
}

/** Pages of one stream; one that does not exist has none. */
export async function* readStream(connection: Connection, stream: string, options: ReadStreamOptions): AsyncGenerator<readonly RecordedEvent[]> {
  const backwards = options.direction === 'backwards';
  let left = options.limit ?? Number.MAX_SAFE_INTEGER;
  let from = options.from;
  const open = (): StreamingRead<ResolvedEvent> | undefined => {
    if (left <= 0 || (from !== undefined && from < 0n)) return undefined;
    const fromRevision = from === undefined ? (backwards ? END : START) : from > LARGEST_REVISION ? LARGEST_REVISION : from;
    return connection.client.readStream(stream, { fromRevision, direction: backwards ? BACKWARDS : FORWARDS, maxCount: left });
  };
  for await (const events of patiently(connection, open)) {
    left -= events.length;
    from = events.at(-1)!.revision + (backwards ? -1n : 1n);
    yield events;
  }
}

/** Pages of everything. The client cannot filter a read, so what the filter drops is dropped here. */
export async function* readAll(connection: Connection, options: ReadAllOptions): AsyncGenerator<readonly RecordedEvent[]> {
  const backwards = options.direction === 'backwards';
  const keeps = matcher(options.filter);
  let left = options.limit ?? Number.MAX_SAFE_INTEGER;
  let from = options.from;
  const isBeyond = (position: bigint): boolean => from === undefined || (backwards ? position < from : position > from);
  const open = (): StreamingRead<ResolvedEvent> | undefined => {
    if (left <= 0 || isNothing(options.filter) || (backwards && from !== undefined && from <= 0n)) return undefined;
    const fromPosition = from === undefined || (from <= 0n && !backwards) ? (backwards ? END : START) : { commit: from, prepare: from };
    // Forwards the server gives the event at the position too.
    const maxCount = options.filter || left === Number.MAX_SAFE_INTEGER ? undefined : left + (backwards ? 0 : 1);
    return connection.client.readAll({ fromPosition, direction: backwards ? BACKWARDS : FORWARDS, ...(maxCount === undefined ? {} : { maxCount }) });
  };
  for await (const events of patiently(connection, open)) {
    const kept = events.filter((event) => isBeyond(event.position) && keeps(event)).slice(0, left);
    from = events.at(-1)!.position;
    left -= kept.length;
    if (kept.length > 0) yield kept;
    if (left <= 0) return;
  }
}

const isNothing = (filter: EventFilter | undefined): boolean => filter?.streamPrefixes?.length === 0 || filter?.types?.length === 0;

/** Reads to the end, beginning again where it was whenever the connection is lost, as long as patience lasts. */
async function* patiently(connection: Connection, open: () => StreamingRead<ResolvedEvent> | undefined): AsyncGenerator<readonly RecordedEvent[]> {
  let since = performance.now();
  for (let failures = 0; ; ) {
    try {
      for await (const page of pages(connection, open)) {
        failures = 0;
        yield page;
        since = performance.now();
      }
      return;
    } catch (error) {
      connection.mustBeOpen();
      if (error instanceof StreamNotFoundError) return;
      if (!passesWithTime(error)) throw asPortError(connection.server, 'read', error);
      connection.health.failed(error);
      failures += 1;
      if (performance.now() - since > connection.patienceMs) throw asPortError(connection.server, 'read', error);
      await backOff(failures);
    }
  }
}

async function* pages(connection: Connection, open: () => StreamingRead<ResolvedEvent> | undefined): AsyncGenerator<readonly RecordedEvent[]> {
  connection.mustBeOpen();
  const read = open();
  if (read === undefined) return;
  const pull = new Pull<ResolvedEvent>(read);
  let ended = false;
  try {
    for (let page: RecordedEvent[] = []; ; ) {
      const next = pull.take();
      if (next !== undefined) page.push(recordedOf(next));
      ended = next === undefined && pull.isOver;
      if (page.length >= PAGE_EVENTS || (ended && page.length > 0)) {
        yield page;
        page = [];
      }
      if (ended) break;
      if (next === undefined) await pull.change();
    }
    connection.health.answered();
  } catch (error) {
    ended = true;
    throw error;
  } finally {
    letGo(read, ended);
  }
}

/**
 * A server closes the connection, and with it every append under way, of a client that breaks off many calls a second
 * (nghttp2 allows 33). A read that ends by itself, as one of a stream that does not exist does after its one message, is
 * therefore given the time to end; then it is broken off for the client's own sake, which else would keep it.
 */
function letGo(read: StreamingRead<ResolvedEvent>, ended: boolean): void {
  // A call that was never made cannot be cancelled.
  const cancel = (): void => void read.cancel().catch(() => undefined);
  if (ended) setTimeout(cancel, ENDING_MS).unref();
  else cancel();
}
