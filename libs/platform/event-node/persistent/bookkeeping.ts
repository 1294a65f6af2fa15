import { randomUUID } from 'node:crypto';
import { LINK_TYPE, type NodeEvent, type NodeEventToAppend, type NodeStore } from '../node-store';
import { originalOf, resolved, type Message } from './message';
import { checkpointStream, parkedStream } from './settings';

const NOTHING = Buffer.alloc(0);
const PARKED_AT_ONCE = 100;

/** What one group keeps in the store of itself: how far it is, and what it has parked. */
export class Bookkeeping {
  private readonly checkpoints: string;
  private readonly parked: string;
  /** Revision of the parked message that is next; and of the first that is not yet forgotten. */
  private parkedNext = 0n;
  private parkedFirst = 0n;

  constructor(
    private readonly store: NodeStore,
    key: string,
  ) {
    this.checkpoints = checkpointStream(key);
    this.parked = parkedStream(key);
  }

  get parkedCount(): bigint {
    return this.parkedNext > this.parkedFirst ? this.parkedNext - this.parkedFirst : 0n;
  }

  /** First revision to replay, and the one after the last. */
  get parkedRange(): { first: bigint; next: bigint } {
    return { first: this.parkedFirst, next: this.parkedNext };
  }

  /** Answers the place of the last checkpoint, undefined when there is none. */
  async load(): Promise<bigint | undefined> {
    const metadata = await this.store.metadata(this.parked);
    const parked = await this.store.readStream(this.parked, { from: 'end', direction: 'backwards', limit: 1 });
    this.parkedNext = parked.last + 1n;
    // A soft-deleted stream is truncated before everything: whatever is parked after that begins anew.
    this.parkedFirst = parked.state === 'found' ? (metadata.truncateBefore ?? 0n) : this.parkedNext;
    const { events } = await this.store.readStream(this.checkpoints, { from: 'end', direction: 'backwards', limit: 1 });
    return events[0] === undefined ? undefined : placeIn(events[0]);
  }

  async writeCheckpoint(place: bigint): Promise<void> {
    await this.store.append(this.checkpoints, [json('$SubscriptionCheckpoint', JSON.stringify(String(place)))], 'any');
  }

  /** Parks some of the messages and answers how many. */
  async park(wanted: readonly { message: Message; reason: string; at: number }[]): Promise<number> {
    const batch = wanted.slice(0, PARKED_AT_ONCE);
    const { revision } = await this.store.append(this.parked, batch.map(parkedLink), 'any');
    this.parkedNext = revision + 1n;
    return batch.length;
  }

  /** A page of parked messages, resolved; what is gone is left out. `next` is the revision after the last one looked at. */
  async readParked(from: bigint, limit: number): Promise<{ found: Pick<Message, 'id' | 'event' | 'link' | 'size' | 'parkedAt'>[]; next: bigint }> {
    const page = await this.store.readStream(this.parked, { from, direction: 'forwards', limit });
    const found = [];
    for (const link of page.events) {
      const event = await this.store.resolve(link);
      if (event !== undefined) found.push({ ...resolved(event, link), parkedAt: link.revision });
    }
    return { found, next: page.events.length === 0 ? from + BigInt(limit) : (page.events.at(-1) as NodeEvent).revision + 1n };
  }

  /** Parked messages before the revision are not counted and not replayed again. */
  async forgetParked(before: bigint): Promise<void> {
    await this.store.append(`$$${this.parked}`, [json('$metadata', `{"$tb":${before}}`)], 'any');
    this.parkedFirst = before;
  }

  /** A group that is made again under the same name shall not find what this one has kept. */
  async delete(): Promise<void> {
    for (const stream of [this.checkpoints, this.parked]) {
      const { state } = await this.store.readStream(stream, { from: 'end', direction: 'backwards', limit: 1 });
      if (state === 'found') await this.store.delete(stream, 'any');
    }
  }
}

function json(type: string, text: string): NodeEventToAppend {
  return { id: randomUUID(), type, contentType: 'application/json', data: Buffer.from(text), metadata: NOTHING };
}

function placeIn(event: NodeEvent): bigint {
  return BigInt(JSON.parse(Buffer.from(event.data).toString('utf8')) as string);
}

/** The link stands for the event itself, so that a replay gives it however many links it came through. */
function parkedLink({ message, reason, at }: { message: Message; reason: string; at: number }): NodeEventToAppend {
  const target = message.event ?? originalOf(message);
  const details = { added: new Date(at).toISOString(), reason, subscriptionEventNumber: Number(originalOf(message).revision) };
  return {
    id: randomUUID(),
    type: LINK_TYPE,
    contentType: 'application/octet-stream',
    data: Buffer.from(`${target.revision}@${target.stream}`),
    metadata: Buffer.from(JSON.stringify(details)),
  };
}
