import { setImmediate as nextTurn } from 'node:timers/promises';
import type { NodeStore } from '../node-store';
import { Bell } from './bell';
import { Bookkeeping } from './bookkeeping';
import type { Consumer, ConsumerOptions } from './consumer';
import { Group, type NackAction, type Outlet } from './group';
import { Latest } from './latest';
import type { Message } from './message';
import { groupKey, type GroupDefinition } from './settings';
import { Source } from './source';

/** Why a consumer's subscription ends without its asking. */
export type DropReason = 'dropped' | 'closing';

/** Where a consumer's messages go. */
export interface Sink {
  /** Answers false when its connection takes no more for now; `Subscription.ready` is to follow. */
  deliver(message: Message): boolean;
  drop(reason: DropReason): void;
}

/** A consumer's end of a group. */
export interface Subscription {
  readonly id: string;
  /** Messages may come: at the beginning, and whenever the connection takes bytes again. */
  ready(): void;
  ack(ids: readonly string[]): void;
  nack(ids: readonly string[], action: NackAction, reason: string): void;
  leave(): void;
}

export interface Surroundings {
  readonly store: NodeStore;
  /** Milliseconds that never go back. */
  readonly now: () => number;
  /** What went wrong and is tried again. */
  readonly failed: (error: unknown) => void;
}

/** Runs one group: reads its source while there are consumers, and carries out what its state machine wants done. */
export class GroupRunner {
  readonly key: string;
  /** Milliseconds of the surroundings' clock. */
  readonly openedAt: number;
  readonly source: Source;
  readonly bookkeeping: Bookkeeping;
  readonly group: Group;
  checkpointed: bigint | undefined;
  private readonly sinks = new Map<Consumer, Sink>();
  private readonly closing = new AbortController();
  private readonly bell = new Bell();
  private readonly replayBell = new Bell();
  private replayEnd: bigint | undefined;
  private readonly toPark: { message: Message; reason: string; at: number }[] = [];
  private parking: Promise<void> | undefined;
  private readonly checkpoints: Latest<bigint>;
  private readonly forgotten: Latest<bigint>;
  private readonly pumping: Promise<void>;

  private constructor(
    readonly definition: GroupDefinition,
    private readonly around: Surroundings,
    bookkeeping: Bookkeeping,
    checkpoint: bigint | undefined,
  ) {
    this.key = groupKey(definition.source, definition.group);
    this.openedAt = around.now();
    this.bookkeeping = bookkeeping;
    this.checkpointed = checkpoint;
    this.source = new Source(around.store, definition);
    this.group = new Group(definition.settings, checkpoint ?? definition.after, this.outlet(), around.now());
    this.checkpoints = new Latest((place) => this.writeCheckpoint(place), around.failed);
    this.forgotten = new Latest((before) => this.bookkeeping.forgetParked(before), around.failed);
    this.pumping = this.pump();
  }

  static async open(definition: GroupDefinition, around: Surroundings): Promise<GroupRunner> {
    const bookkeeping = new Bookkeeping(around.store, groupKey(definition.source, definition.group));
    return new GroupRunner(definition, around, bookkeeping, await bookkeeping.load());
  }

  get isClosed(): boolean {
    return this.closing.signal.aborted;
  }

  get isReplaying(): boolean {
    return this.replayEnd !== undefined;
  }

  join(options: ConsumerOptions, sink: Sink): Subscription {
    const { group, around } = this;
    const consumer = group.join(options);
    consumer.blocked = true;
    this.sinks.set(consumer, sink);
    return {
      id: this.key,
      ready: () => {
        consumer.blocked = false;
        group.dispatch(around.now());
        this.ringAll();
      },
      ack: (ids) => this.after(() => group.ack(ids, around.now())),
      nack: (ids, action, reason) => this.after(() => group.nack(consumer, ids, action, reason, around.now())),
      leave: () => {
        if (this.sinks.delete(consumer)) this.after(() => group.leave(consumer, around.now()));
      },
    };
  }

  /** Delivers parked messages again, those before the revision `stopAt` or all there are now; nothing when that is under way already. */
  replay(stopAt: bigint | undefined): void {
    const { first, next } = this.bookkeeping.parkedRange;
    const end = stopAt !== undefined && stopAt < next ? stopAt : next;
    if (this.isReplaying || first >= end) return;
    this.replayEnd = end;
    void this.replayPages(first, end);
  }

  /** To be called every now and then. */
  tick(): void {
    this.group.tick(this.around.now());
    this.ringAll();
    this.checkpoints.retry();
    this.forgotten.retry();
    this.drainParking();
  }

  /** Ends the group's work; what it has finished is written, so that a restart repeats as little as can be. */
  async close(reason: DropReason): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.group.flush(this.around.now());
    this.closing.abort();
    this.ringAll();
    for (const sink of this.sinks.values()) sink.drop(reason);
    this.sinks.clear();
    await Promise.all([this.pumping, this.parking]);
    await this.checkpoints.settled();
    await this.forgotten.settled();
  }

  private outlet(): Outlet {
    return {
      deliver: (consumer, message) => {
        consumer.blocked = this.sinks.get(consumer)?.deliver(message) !== true;
      },
      park: (message, reason) => {
        this.toPark.push({ message, reason, at: Date.now() });
        this.drainParking();
      },
      checkpoint: (place) => this.checkpoints.put(place),
      replayed: (before) => {
        if (before > this.bookkeeping.parkedRange.first) this.forgotten.put(before);
        if (this.replayEnd !== undefined && before >= this.replayEnd) this.replayEnd = undefined;
      },
    };
  }

  private after(change: () => void): void {
    if (this.closing.signal.aborted) return;
    change();
    this.ringAll();
  }

  private ringAll(): void {
    this.bell.ring();
    this.replayBell.ring();
  }

  private async pump(): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      if (this.sinks.size === 0 || this.group.room === 0) await this.bell.heard();
      else await this.readOn(signal).catch((error: unknown) => this.later(error));
    }
  }

  private async readOn(signal: AbortSignal): Promise<void> {
    const { store, now } = this.around;
    const head = store.head();
    const limit = Math.min(this.group.room, this.definition.settings.readBatchSize);
    const page = await this.source.read(this.group.place, limit);
    if (signal.aborted) return;
    this.group.offer(page, now());
    await (page.atEnd ? store.wait(head, signal) : nextTurn());
  }

  private async replayPages(first: bigint, end: bigint): Promise<void> {
    let from = first;
    while (from < end && !this.closing.signal.aborted) {
      const limit = Math.min(this.group.replayRoom, Number(end - from));
      if (limit === 0) {
        await this.replayBell.heard();
        continue;
      }
      try {
        const { found, next } = await this.bookkeeping.readParked(from, limit);
        if (this.closing.signal.aborted) return;
        from = next < end ? next : end;
        this.group.replay(found.filter(({ parkedAt }) => (parkedAt as bigint) < end), from, this.around.now());
      } catch (error) {
        await this.later(error);
      }
    }
  }

  private drainParking(): void {
    if (this.toPark.length > 0) this.parking ??= this.parkAll().finally(() => (this.parking = undefined));
  }

  /** What cannot be parked now stays at hand and is tried again at the next tick. */
  private async parkAll(): Promise<void> {
    try {
      while (this.toPark.length > 0) {
        const count = await this.bookkeeping.park(this.toPark);
        for (const { message } of this.toPark.splice(0, count)) this.group.parked(message, this.around.now());
        this.ringAll();
      }
    } catch (error) {
      this.around.failed(error);
    }
  }

  private async writeCheckpoint(place: bigint): Promise<void> {
    await this.bookkeeping.writeCheckpoint(place);
    this.checkpointed = place;
  }

  private async later(error: unknown): Promise<void> {
    this.around.failed(error);
    await this.bell.heard();
  }
}
