import { START, type AllStreamSubscription, type EventStoreDBClient, type ResolvedEvent } from '@eventstore/db-client';
import type { EventBatch, EventFilter, RecordedEvent } from '../port';
import { recordedOf } from './decode';
import { NoAnswer } from './errors';
import { matcher, serverFilter } from './filter';
import { Pull } from './pull';

/** While it catches up, a batch that is not full waits this long for more. */
const FILL_MS = 250;
/** How long a filtered feed must have been quiet before somebody reads on its behalf. */
const QUIET_MS = 20;
/** Events looked at before a batch is handed over although the filter dropped them all: whoever follows is told how far it is. */
const LOOKED_AT_MAX = 5_000;

interface Marker {
  /** It stands behind so many events. */
  readonly after: number;
  readonly position: bigint;
}

/** One subscription at the server, until the connection is lost: its events in batches, in order, each after the one before. */
export class Feed {
  private readonly subscription: AllStreamSubscription;
  private readonly pull: Pull<ResolvedEvent>;
  private readonly keeps: (event: RecordedEvent) => boolean;
  private readonly checkpoints: Marker[] = [];
  private liveAfter: number | undefined;

  /** `position`: everything up to it is known; moved by `next` and by whoever reads on the feed's behalf. */
  constructor(
    client: EventStoreDBClient,
    public position: bigint,
    private readonly filter: EventFilter | undefined,
    confirmed: () => void,
  ) {
    this.keeps = matcher(filter);
    const fromPosition = position > 0n ? { commit: position, prepare: position } : START;
    // What the server says between events holds only once the events before it were taken.
    const atServer = serverFilter(filter, ({ commit, prepare }) => {
      if (commit === prepare) this.mark({ after: this.pull.taken + this.pull.ready, position: commit });
    });
    this.subscription = client.subscribeToAll({ fromPosition, ...(atServer ? { filter: atServer } : {}) });
    this.pull = new Pull(this.subscription);
    this.subscription.on('confirmation', confirmed);
    this.subscription.on('caughtUp', () => {
      this.liveAfter = this.pull.taken + this.pull.ready;
      this.pull.ring();
    });
    this.subscription.on('fellBehind' as 'caughtUp', () => (this.liveAfter = undefined));
  }

  get isLive(): boolean {
    return this.liveAfter !== undefined && this.pull.taken >= this.liveAfter && this.pull.ready === 0;
  }

  /** How many events have arrived and were not taken. */
  get waiting(): number {
    return this.pull.ready;
  }

  ring(): void {
    this.pull.ring();
  }

  /**
   * The next batch, of at most `size` events; undefined when `stopped` says so, and when somebody must read on the feed's
   * behalf: a filtered feed that is quiet although something lies up to `wanted`. Throws when the connection is lost.
   */
  async next(size: number, stopped: () => boolean, wanted: () => bigint): Promise<EventBatch | undefined> {
    const events: RecordedEvent[] = [];
    const from = this.position;
    for (let lookedAt = 0, waited = false; ; ) {
      if (stopped()) return undefined;
      lookedAt += this.collect(events, size);
      const live = this.isLive;
      if (events.length >= size || lookedAt >= LOOKED_AT_MAX || ((live || waited) && this.position > from)) return { events, position: this.position, live };
      const isOver = this.pull.ready === 0 && this.pull.isOver;
      if (isOver) throw new NoAnswer('the server ended the subscription');
      const behind = live && this.filter !== undefined && wanted() > this.position;
      if (behind && waited) return undefined;
      waited = await this.pause(behind ? QUIET_MS : this.position > from ? FILL_MS : undefined);
    }
  }

  close(): void {
    void this.subscription.unsubscribe().catch(() => undefined);
  }

  /** Takes what has arrived; answers how many events were looked at. */
  private collect(events: RecordedEvent[], size: number): number {
    let lookedAt = 0;
    while (events.length < size) {
      const next = this.pull.take();
      if (next === undefined) break;
      lookedAt += 1;
      const event = recordedOf(next);
      if (event.position <= this.position) continue;
      this.position = event.position;
      if (this.keeps(event)) events.push(event);
    }
    while (this.checkpoints.length > 0 && this.checkpoints[0]!.after <= this.pull.taken) {
      const { position } = this.checkpoints.shift()!;
      if (position > this.position) this.position = position;
    }
    return lookedAt;
  }

  private mark(marker: Marker): void {
    if (this.checkpoints.at(-1)?.after === marker.after) this.checkpoints.pop();
    this.checkpoints.push(marker);
    this.pull.ring();
  }

  /** True when nothing happened for so long. */
  private async pause(ms: number | undefined): Promise<boolean> {
    const before = performance.now();
    await this.pull.change(ms);
    return ms !== undefined && performance.now() - before >= ms - 1;
  }
}
