import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  BACKWARDS, END, EventStoreDBClient, FORWARDS, jsonEvent, persistentSubscriptionToStreamSettingsFromDefaults, START,
  type AllStreamSubscription, type AppendResult, type EventData, type PersistentSubscriptionToStream, type Position, type StreamSubscription,
} from '@eventstore/db-client';
import type { EmbeddedStore } from '@ledger/platform/event-store/embedded';
import { startNode, type RunningNode } from '..';
import type { Expected, ModelEvent, Outcome } from './stream-model';

const GROUP = 'model';
const WAIT_MS = 10_000;
const DISPOSE_MS = 200;

interface Seen {
  readonly ids: string[];
  readonly subscription: StreamSubscription | AllStreamSubscription;
  readonly to: 'all' | 'kept';
}

/** A node that is driven through the official client alone. Streams of different runs have different prefixes. */
export class DrivenNode {
  private client!: EventStoreDBClient;
  private node!: RunningNode;
  private consumer: PersistentSubscriptionToStream | undefined;
  readonly positions: Position[] = [];
  readonly acknowledged = new Set<string>();
  private readonly refused = new Set<string>();
  private readonly seen: Seen[] = [];
  private hasGroup = false;

  private constructor(
    private readonly store: EmbeddedStore,
    private readonly prefix: string,
  ) {}

  static async start(store: EmbeddedStore): Promise<DrivenNode> {
    const driven = new DrivenNode(store, `m${randomUUID().slice(0, 8)}-`);
    await driven.open();
    return driven;
  }

  async append(stream: string, ids: readonly string[], expected: Expected, batch: boolean): Promise<Outcome> {
    const events: EventData[] = ids.map((id) => jsonEvent({ id, type: 'Modelled', data: { id } }));
    // Credentials make the client use the plain call; without TLS they are not sent.
    const options = { expectedRevision: expected, ...(batch ? {} : { credentials: { username: 'x', password: 'x' } }) };
    try {
      const result: AppendResult = await this.client.appendToStream(this.prefix + stream, events, options);
      return { revision: result.nextExpectedRevision };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  async readStream(stream: string, direction: 'forwards' | 'backwards', from: bigint | undefined, count: number): Promise<readonly string[] | 'missing' | 'stream-deleted'> {
    const fromRevision = from ?? (direction === 'forwards' ? START : END);
    const ids: string[] = [];
    try {
      for await (const { event } of this.client.readStream(this.prefix + stream, { direction: directionOf(direction), fromRevision, maxCount: count })) {
        if (event) ids.push(event.id);
      }
      return ids;
    } catch (error) {
      const type = (error as { type?: string }).type;
      if (type === 'stream-not-found') return 'missing';
      if (type === 'stream-deleted') return 'stream-deleted';
      throw error;
    }
  }

  /** Everything from a position on (forwards it is included, backwards it is not), this run's events alone. */
  async readAll(direction: 'forwards' | 'backwards', from: Position | undefined): Promise<readonly string[]> {
    const ids: string[] = [];
    const fromPosition = from ?? (direction === 'forwards' ? START : END);
    for await (const { event } of this.client.readAll({ direction: directionOf(direction), fromPosition })) {
      if (event?.streamId.startsWith(this.prefix) && event.type === 'Modelled') ids.push(event.id);
    }
    return ids;
  }

  async positionOf(event: ModelEvent): Promise<Position> {
    for await (const { event: found } of this.client.readAll()) if (found?.id === event.id && found.streamId === this.prefix + event.stream) return found.position;
    throw new Error(`${event.id} is not in $all`);
  }

  async setMetadata(stream: string, metadata: { maxCount?: number; truncateBefore?: number }): Promise<void> {
    await this.client.setStreamMetadata(this.prefix + stream, metadata);
  }

  async delete(stream: string): Promise<void> {
    await this.client.deleteStream(this.prefix + stream);
  }

  async tombstone(stream: string): Promise<void> {
    await this.client.tombstoneStream(this.prefix + stream);
  }

  subscribe(to: 'all' | 'kept'): void {
    const subscription = to === 'all' ? this.client.subscribeToAll() : this.client.subscribeToStream(`${this.prefix}kept`);
    const ids: string[] = [];
    subscription.on('error', () => undefined);
    subscription.on('data', ({ event }) => {
      if (event?.type === 'Modelled' && event.streamId.startsWith(this.prefix)) ids.push(event.id);
    });
    this.seen.push({ ids, subscription, to });
  }

  /** A consumer of the group on `kept` that refuses some messages once, parks some, and acknowledges the rest. */
  async consume(): Promise<void> {
    if (this.consumer !== undefined) return;
    if (!this.hasGroup) {
      await this.client.createPersistentSubscriptionToStream(`${this.prefix}kept`, GROUP, persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START }));
      this.hasGroup = true;
    }
    const consumer = this.client.subscribeToPersistentSubscriptionToStream(`${this.prefix}kept`, GROUP, { bufferSize: 3 });
    consumer.on('error', () => undefined);
    consumer.on('data', (resolved) => void this.treat(consumer, resolved).catch(() => undefined));
    this.consumer = consumer;
  }

  async leave(): Promise<void> {
    await this.consumer?.unsubscribe();
    this.consumer = undefined;
  }

  /** Ends what runs and opens the node again over the same store. Subscriptions that ended are not judged. */
  async restart(): Promise<void> {
    await this.leave();
    this.seen.length = 0;
    await this.shut();
    await this.open();
  }

  /** Waits until every subscriber has seen what it must, and answers what each saw. */
  async settled(wanted: (to: 'all' | 'kept') => number, kept: number): Promise<readonly { readonly to: 'all' | 'kept'; readonly ids: readonly string[] }[]> {
    const isDone = (): boolean => this.seen.every(({ to, ids }) => ids.length >= wanted(to)) && (this.consumer === undefined || this.acknowledged.size >= kept);
    for (const end = Date.now() + WAIT_MS; !isDone() && Date.now() < end; await pause(5)) {
      const isStuck = this.consumer !== undefined && this.acknowledged.size < kept;
      if (isStuck) await this.client.replayParkedMessagesToStream(`${this.prefix}kept`, GROUP);
    }
    return this.seen;
  }

  async close(): Promise<void> {
    await this.leave();
    await this.shut();
  }

  private async treat(consumer: PersistentSubscriptionToStream, resolved: Parameters<PersistentSubscriptionToStream['ack']>[0]): Promise<void> {
    const id = resolved.event?.id as string;
    const nth = Number.parseInt(id.slice(0, 2), 16) % 4;
    if (nth < 2 && !this.refused.has(id)) {
      this.refused.add(id);
      await consumer.nack(nth === 0 ? 'retry' : 'park', 'not yet', resolved);
    } else {
      await consumer.ack(resolved);
      this.acknowledged.add(id);
    }
  }

  private async open(): Promise<void> {
    this.node = await startNode({ store: this.store, port: 0, registers: ['own'], role: 'store' });
    this.client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${this.node.port}?tls=false`);
  }

  private async shut(): Promise<void> {
    // After a read that was refused, the client waits for ever for that call to end.
    await Promise.race([this.client.dispose(), pause(DISPOSE_MS)]);
    await this.node.close();
  }
}

const directionOf = (direction: 'forwards' | 'backwards') => (direction === 'forwards' ? FORWARDS : BACKWARDS);

function outcomeOf(error: unknown): Outcome {
  const { type } = error as { type?: string };
  if (type === 'wrong-expected-version' || type === 'stream-deleted') return type;
  throw error;
}
