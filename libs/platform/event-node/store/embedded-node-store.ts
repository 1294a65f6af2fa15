import { parseMetadata, TOMBSTONED, type EventChoice, type StoredEvent, type StoredEvents } from '@ledger/platform/event-store/embedded';
import type { StreamMetadata as StoredMetadata } from '@ledger/platform/event-store/embedded';
import { isChosen } from '../event-filter';
import {
  LINK_TYPE,
  type AllPage, type AllRead, type AppendResult, type ExpectedRevision, type NodeEvent, type NodeEventToAppend, type NodeStore,
  type StreamMetadata, type StreamPage, type StreamRead,
} from '../node-store';
import { RecentEvents } from './recent-events';
import { StoredNodeEvent } from './stored-node-event';
import { isVirtual, Link, VirtualStreams } from './virtual-streams';

/** What persistent subscriptions to `$all` keep of themselves would otherwise be delivered to themselves. */
const HIDDEN_PREFIX = '$persistentsubscription-$all::';
const LAST = TOMBSTONED - 1;
/** Positions a choice looks at in one go, so that the thread is never held for long. */
const SPAN = 10_000;

/** The node's view of an embedded store. `isOwn`: streams of the ledger itself, whose events the port gives too. */
export class EmbeddedNodeStore implements NodeStore {
  private readonly recent = new RecentEvents();
  private readonly virtual: VirtualStreams;

  constructor(
    private readonly stored: StoredEvents,
    private readonly isOwn: (stream: string) => boolean,
  ) {
    this.virtual = new VirtualStreams(stored);
  }

  append(stream: string, events: readonly NodeEventToAppend[], expected: ExpectedRevision): Promise<AppendResult> {
    const sent = events.map(({ id, type, contentType, data, metadata }) => ({ id, type, isJson: contentType === 'application/json', data, metadata }));
    // Metadata of streams come without metadata of their own, which the port does not know.
    return this.stored.append(stream, sent, expected, this.isOwn(stream) && !stream.startsWith('$$'));
  }

  async delete(stream: string, expected: ExpectedRevision): Promise<bigint> {
    return (await this.stored.delete(stream, expected)).position;
  }

  async tombstone(stream: string, expected: ExpectedRevision): Promise<bigint> {
    return (await this.stored.tombstone(stream, expected)).position;
  }

  async readStream(stream: string, read: StreamRead): Promise<StreamPage> {
    if (isVirtual(stream)) return this.virtual.read(stream, read);
    const last = this.stored.lastRevision(stream);
    if (last === TOMBSTONED) return this.tombstoned(stream);
    const metadata = this.storedMetadata(stream);
    if (last === undefined || metadata.truncateBefore === Number.POSITIVE_INFINITY) return { state: 'missing', events: [], last: BigInt(last ?? -1) };
    return this.visible(stream, read, last, metadata);
  }

  async readAll(read: AllRead): Promise<AllPage> {
    return read.direction === 'backwards' ? this.backwards(read) : this.forwards(read);
  }

  private backwards({ from, limit, choice }: AllRead): AllPage {
    const last = Math.min(asNumber(from), this.stored.head() + 1) - 1;
    if (choice !== undefined) {
      const { events, reached } = this.stored.chosen(choice, Math.max(1, last - SPAN + 1), last, true, limit);
      return { events: shown(nodeEvents(events)), reached: BigInt(Math.max(reached, 0)), atEnd: reached <= 1 };
    }
    const events = this.between(1, last, true, limit);
    const reached = events.at(-1)?.row.position ?? 0;
    return { events: shown(events), reached: BigInt(reached), atEnd: events.length < limit || reached <= 1 };
  }

  private forwards({ from, limit, choice }: AllRead): AllPage {
    const head = this.stored.head();
    const after = asNumber(from);
    if (after >= head) return { events: [], reached: BigInt(Math.max(after, 0)), atEnd: true };
    const isRecent = head - after <= limit || (this.recent.from(after, 1)?.length ?? 0) > 0;
    if (choice !== undefined && !isRecent) return this.chosen(choice, after, head, limit);
    // Near the end it is what others read as well.
    const page = this.everything(after, head, limit);
    return choice === undefined ? page : { ...page, events: page.events.filter((event) => isChosen(choice, event)) };
  }

  private chosen(choice: EventChoice, after: number, head: number, limit: number): AllPage {
    const { events, reached } = this.stored.chosen(choice, after + 1, Math.min(head, after + SPAN), false, limit);
    return { events: shown(nodeEvents(events)), reached: BigInt(reached), atEnd: reached >= head };
  }

  private everything(after: number, head: number, limit: number): AllPage {
    const events = this.recent.from(after, limit);
    if (events !== undefined && events.length > 0) return pageOf(events, head);
    const found = this.between(after + 1, head, false, limit);
    const reached = found.at(-1)?.row.position ?? head;
    if (reached === head || after === this.recent.last) this.recent.add(after, found);
    return pageOf(found, head);
  }

  async resolve(event: NodeEvent): Promise<NodeEvent | undefined> {
    if (event instanceof Link) return event.target;
    if (event.type !== LINK_TYPE) return event;
    const [, revision, stream] = /^(\d{1,15})@(.+)$/s.exec(Buffer.from(event.data).toString()) ?? [];
    if (stream === undefined) return undefined;
    const { events } = await this.readStream(stream, { from: BigInt(revision!), direction: 'forwards', limit: 1 });
    return events[0]?.revision === BigInt(revision!) ? events[0] : undefined;
  }

  head(): bigint {
    return BigInt(this.stored.head());
  }

  async wait(after: bigint, signal?: AbortSignal): Promise<void> {
    while (!signal?.aborted) {
      const rings = this.stored.rings();
      if (this.stored.head() > after) return;
      await this.stored.changed(rings, signal);
    }
  }

  async metadata(stream: string): Promise<StreamMetadata> {
    const { maxAge, maxCount, truncateBefore } = this.storedMetadata(stream);
    if (truncateBefore === undefined) return { maxAge, maxCount };
    return { maxAge, maxCount, truncateBefore: Number.isFinite(truncateBefore) ? BigInt(truncateBefore) : 2n ** 63n - 1n };
  }

  private storedMetadata(stream: string): StoredMetadata {
    // Of metadata only the last are in force, and can be seen.
    if (stream.startsWith('$$')) return { maxCount: 1 };
    const [event] = this.stored.ofStream(`$$${stream}`, 0, LAST, true, 1);
    return event === undefined ? {} : parseMetadata(event.dataText);
  }

  private visible(stream: string, read: StreamRead, last: number, { maxAge, maxCount, truncateBefore }: StoredMetadata): StreamPage {
    const backwards = read.direction === 'backwards';
    const first = Math.max(truncateBefore ?? 0, maxCount === undefined ? 0 : last - maxCount + 1);
    const from = read.from === 'start' ? first : read.from === 'end' ? last : asNumber(read.from);
    const [begin, end] = backwards ? [first, Math.min(from, last)] : [Math.max(from, first), last];
    const rows = begin > end ? [] : this.stored.ofStream(stream, begin, end, backwards, read.limit);
    const oldest = maxAge === undefined ? 0 : Date.now() - maxAge * 1000;
    const events = rows.filter(({ created }) => created >= oldest).map((row) => new StoredNodeEvent(row));
    const reached = rows.at(-1)?.revision;
    const next = reached === undefined ? undefined : backwards ? reached - 1 : reached + 1;
    const more = next !== undefined && rows.length === read.limit && next >= begin && next <= end;
    return { state: 'found', events, last: BigInt(last), ...(more ? { next: BigInt(next) } : {}) };
  }

  private tombstoned(stream: string): StreamPage {
    const [row] = this.stored.ofStream(stream, TOMBSTONED, TOMBSTONED, false, 1);
    return { state: 'deleted', events: row === undefined ? [] : [new StoredNodeEvent(row)], last: 2n ** 63n - 1n };
  }

  private between(first: number, last: number, backwards: boolean, limit: number): StoredNodeEvent[] {
    return first > last ? [] : nodeEvents(this.stored.between(first, last, backwards, limit));
  }
}

const nodeEvents = (rows: readonly StoredEvent[]): StoredNodeEvent[] => rows.map((row) => new StoredNodeEvent(row));

function pageOf(events: readonly StoredNodeEvent[], head: number): AllPage {
  const reached = events.at(-1)?.row.position ?? head;
  return { events: shown(events), reached: BigInt(reached), atEnd: reached >= head };
}

const shown = (events: readonly StoredNodeEvent[]): readonly StoredNodeEvent[] =>
  events.some(({ stream }) => stream.startsWith(HIDDEN_PREFIX)) ? events.filter(({ stream }) => !stream.startsWith(HIDDEN_PREFIX)) : events;

/** Beyond 2^53 there is nothing. */
const asNumber = (value: bigint): number => (value > BigInt(LAST) ? LAST : value < 0n ? -1 : Number(value));
