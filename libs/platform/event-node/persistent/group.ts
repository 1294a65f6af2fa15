import { Consumer, type ConsumerOptions } from './consumer';
import type { Message } from './message';
import type { GroupSettings } from './settings';
import { chooserOf, type Chooser } from './strategies';

/** What a group wants done; each is called at once and may not call back into the group. */
export interface Outlet {
  deliver(consumer: Consumer, message: Message): void;
  /** To be answered by `parked` when it is on disk. */
  park(message: Message, reason: string): void;
  /** Everything up to the place is finished: what a restart resumes after. */
  checkpoint(place: bigint): void;
  /** Parked messages before the revision are finished again: they can be forgotten. */
  replayed(before: bigint): void;
}

export type NackAction = 'retry' | 'park' | 'skip' | 'stop';

/** What the source gave: messages in order, and how far it was looked at (what a filter dropped counts as looked at). */
export interface Looked {
  readonly messages: readonly Found[];
  readonly through: bigint;
  readonly count: number;
}
export interface Found extends Pick<Message, 'id' | 'event' | 'link' | 'size' | 'previous'> {
  /** How many events had been looked at when this one was, itself included, within its page. */
  readonly rank: number;
}

interface Flight {
  readonly message: Message;
  readonly consumer: Consumer;
  readonly sentAt: number;
  readonly deadline: number;
}

/** Bytes a group keeps ready beside what its consumers hold; it reads on when it has less. */
const BUFFER_BYTES_MAX = 8 * 1_048_576;

/**
 * The life of one group's messages: waiting, in flight, to be retried, being parked; and how far everything is finished.
 * It sees neither clock, store nor connection: time is an argument (milliseconds), and what shall happen goes to the outlet.
 */
export class Group {
  readonly consumers: Consumer[] = [];
  totalItems = 0;
  private waiting: Message[] = [];
  private retries: Message[] = [];
  private readonly flights = new Map<string, Flight>();
  private readonly parking = new Map<string, Message>();
  /** Messages of the source that are not finished, in its order. */
  private readonly open = new Map<number, Message>();
  /** Replayed messages that are not finished, by their revision among the parked ones, ascending. */
  private readonly replaying = new Map<bigint, Message>();
  private replayedThrough = 0n;
  private bufferedBytes = 0;
  private looked = 0;
  private checkpointed = 0;
  private checkpointedAt: number;
  private readonly chooser: Chooser;
  private nextConsumer = 1;

  /** `through`: the place everything before is finished at, −1 when nothing is. */
  constructor(
    private readonly settings: GroupSettings,
    private through: bigint,
    private readonly outlet: Outlet,
    now: number,
  ) {
    this.chooser = chooserOf(settings.strategy);
    this.checkpointedAt = now;
  }

  /** How many messages may be read from the source now. */
  get room(): number {
    if (this.bufferedBytes >= BUFFER_BYTES_MAX) return 0;
    return Math.max(0, this.settings.historyBufferSize - this.waiting.length - this.retries.length - this.parking.size);
  }

  /** How many parked messages may be replayed now. */
  get replayRoom(): number {
    return this.bufferedBytes >= BUFFER_BYTES_MAX ? 0 : Math.max(0, this.settings.readBatchSize - this.replaying.size);
  }

  get counts(): { waiting: number; retries: number; inFlight: number; outstanding: number } {
    const inFlight = this.flights.size;
    return { waiting: this.waiting.length, retries: this.retries.length, inFlight, outstanding: inFlight + this.parking.size };
  }

  /** The place up to which everything was looked at. */
  get place(): bigint {
    return this.through;
  }

  get isFull(): boolean {
    const { maxSubscriberCount } = this.settings;
    return maxSubscriberCount > 0 && this.consumers.length >= maxSubscriberCount;
  }

  offer(page: Looked, now: number): void {
    for (const { rank, ...found } of page.messages) {
      const message: Message = { ...found, order: this.looked + rank, retries: 0 };
      this.open.set(message.order, message);
      this.keep(this.waiting, message);
    }
    this.looked += page.count;
    this.through = page.through;
    this.dispatch(now);
    this.mark(now, false);
  }

  /** Parked messages, resolved, in the order of their revisions; they go ahead of everything else. `through`: the revision after the last one looked at. */
  replay(found: readonly Pick<Message, 'id' | 'event' | 'link' | 'size' | 'parkedAt'>[], through: bigint, now: number): void {
    for (const one of found) {
      const message: Message = { ...one, order: 0, previous: -1n, retries: 0 };
      this.replaying.set(one.parkedAt as bigint, message);
      this.keep(this.retries, message);
    }
    this.replayedThrough = through;
    if (this.replaying.size === 0) this.outlet.replayed(through);
    this.dispatch(now);
  }

  join(options: ConsumerOptions): Consumer {
    const consumer = new Consumer(this.nextConsumer++, options, this.settings.extraStatistics);
    this.consumers.push(consumer);
    return consumer;
  }

  /** What the consumer held goes to the others, in order. */
  leave(consumer: Consumer, now: number): void {
    const at = this.consumers.indexOf(consumer);
    if (at < 0) return;
    this.consumers.splice(at, 1);
    const held = consumer.ids.map((id) => (this.flights.get(id) as Flight).message).sort((a, b) => a.order - b.order);
    // Never parked for it, however often: a consumer that is restarted says nothing about the message.
    for (const message of held) this.retry(message);
    this.dispatch(now);
  }

  ack(ids: readonly string[], now: number): void {
    for (const id of ids) {
      const flight = this.flights.get(id);
      if (flight !== undefined) {
        flight.consumer.latencies?.observe(now - flight.sentAt);
        this.land(flight);
        this.finish(flight.message);
      } else {
        this.ackLate(id);
      }
    }
    this.mark(now, false);
    this.dispatch(now);
  }

  nack(consumer: Consumer, ids: readonly string[], action: NackAction, reason: string, now: number): void {
    for (const id of ids) {
      const flight = this.flights.get(id);
      if (flight === undefined || flight.consumer !== consumer) continue;
      if (action === 'retry') this.again(flight.message);
      else if (action === 'park') this.park(flight.message, `Client explicitly NAK'ed message.\n${reason}`);
      else {
        this.land(flight);
        this.finish(flight.message);
      }
    }
    this.mark(now, false);
    this.dispatch(now);
  }

  parked(message: Message, now: number): void {
    this.parking.delete(message.id);
    this.finish(message);
    this.mark(now, false);
    this.dispatch(now);
  }

  /** To be called every now and then: expires messages and writes what the time is due for. */
  tick(now: number): void {
    for (const flight of this.flights.values()) {
      // Every message of a group has the same time, so the first in flight is the first to expire.
      if (flight.deadline > now) break;
      this.again(flight.message);
    }
    this.mark(now, true);
    this.dispatch(now);
  }

  /** Writes the checkpoint that is reached, however few messages that is. */
  flush(now: number): void {
    const reached = this.reached();
    if (reached.order > this.checkpointed) this.write(reached, now);
  }

  /** Hands out what can be handed out; to be called when a consumer has joined or takes bytes again. */
  dispatch(now: number): void {
    let free = this.consumers.reduce((sum, consumer) => sum + consumer.free, 0);
    for (const queue of [this.retries, this.waiting]) {
      if (free === 0 || queue.length === 0) continue;
      const kept: Message[] = [];
      let i = 0;
      for (; i < queue.length && free > 0; i++) {
        const message = queue[i] as Message;
        if (this.send(message, now)) free = this.consumers.reduce((sum, consumer) => sum + consumer.free, 0);
        else kept.push(message);
      }
      queue.splice(0, i, ...kept);
    }
  }

  private send(message: Message, now: number): boolean {
    // Ids are unique in a stream only: a second message of the same id waits until the first is finished.
    if (this.flights.has(message.id) || this.parking.has(message.id)) return false;
    const consumer = this.chooser.choose(message, this.consumers);
    if (consumer === undefined) return false;
    const deadline = this.settings.messageTimeoutMs === 0 ? Infinity : now + this.settings.messageTimeoutMs;
    this.flights.set(message.id, { message, consumer, sentAt: now, deadline });
    consumer.take(message.id, message.size);
    this.totalItems += 1;
    this.bufferedBytes -= message.size;
    this.chooser.sent(message, consumer);
    this.outlet.deliver(consumer, message);
    return true;
  }

  /** Once more, or never again when it has been tried often enough. */
  private again(message: Message): void {
    if (message.retries >= this.settings.maxRetryCount) this.park(message, `Reached retry count of ${this.settings.maxRetryCount}`);
    else this.retry(message);
  }

  private retry(message: Message): void {
    this.land(this.flights.get(message.id) as Flight);
    const retried = { ...message, retries: message.retries + 1 };
    if (message.order > 0) this.open.set(message.order, retried);
    else this.replaying.set(message.parkedAt as bigint, retried);
    this.keep(this.retries, retried);
  }

  private park(message: Message, reason: string): void {
    this.land(this.flights.get(message.id) as Flight);
    this.parking.set(message.id, message);
    this.outlet.park(message, reason);
  }

  private land(flight: Flight): void {
    this.flights.delete(flight.message.id);
    flight.consumer.release(flight.message.id);
    this.chooser.finished(flight.message, flight.consumer);
  }

  private finish(message: Message): void {
    if (message.order > 0) {
      this.open.delete(message.order);
      return;
    }
    this.replaying.delete(message.parkedAt as bigint);
    const lowest = this.replaying.keys().next();
    this.outlet.replayed(lowest.done ? this.replayedThrough : lowest.value);
  }

  /** A consumer that was too slow has finished after all, before anybody else was asked. */
  private ackLate(id: string): void {
    const at = this.retries.findIndex((message) => message.id === id);
    if (at < 0) return;
    const [message] = this.retries.splice(at, 1) as [Message];
    this.bufferedBytes -= message.size;
    this.finish(message);
  }

  private keep(queue: Message[], message: Message): void {
    this.bufferedBytes += message.size;
    queue.push(message);
  }

  private reached(): { order: number; place: bigint } {
    const lowest = this.open.values().next();
    if (lowest.done) return { order: this.looked, place: this.through };
    return { order: lowest.value.order - 1, place: lowest.value.previous };
  }

  private mark(now: number, timed: boolean): void {
    const { minCheckpointCount, maxCheckpointCount, checkpointAfterMs } = this.settings;
    const reached = this.reached();
    const finished = reached.order - this.checkpointed;
    if (finished <= 0) return;
    const isDue = timed && finished >= minCheckpointCount && now - this.checkpointedAt >= checkpointAfterMs;
    if (finished >= maxCheckpointCount || isDue) this.write(reached, now);
  }

  private write(reached: { order: number; place: bigint }, now: number): void {
    this.checkpointed = reached.order;
    this.checkpointedAt = now;
    this.outlet.checkpoint(reached.place);
  }
}
