import { LINK_TYPE } from '../node-store';
import type { Consumer } from './consumer';
import type { Message } from './message';
import type { Strategy } from './settings';

const BUCKETS = 1_024;

/** Decides which consumer a message goes to. Undefined: none can take it now; the next message may have more luck. */
export interface Chooser {
  choose(message: Message, consumers: readonly Consumer[]): Consumer | undefined;
  sent(message: Message, consumer: Consumer): void;
  finished(message: Message, consumer: Consumer): void;
}

export function chooserOf(strategy: Strategy): Chooser {
  if (strategy === 'RoundRobin') return new RoundRobin();
  if (strategy === 'DispatchToSingle') return new DispatchToSingle();
  return new Pinned(strategy === 'Pinned' ? streamOf : correlationOf);
}

const ignore = (): void => undefined;

/** Everybody in turn; whoever is full is passed over. */
class RoundRobin implements Chooser {
  private turn = 0;
  readonly sent = ignore;
  readonly finished = ignore;

  choose(_message: Message, consumers: readonly Consumer[]): Consumer | undefined {
    for (let i = 0; i < consumers.length; i++) {
      const consumer = consumers[(this.turn + i) % consumers.length] as Consumer;
      if (consumer.free > 0) {
        this.turn = (this.turn + i + 1) % consumers.length;
        return consumer;
      }
    }
    return undefined;
  }
}

/** The first until it is full, then the next. */
class DispatchToSingle implements Chooser {
  readonly sent = ignore;
  readonly finished = ignore;

  choose(_message: Message, consumers: readonly Consumer[]): Consumer | undefined {
    return consumers.find((consumer) => consumer.free > 0);
  }
}

/**
 * Messages of one stream (or one correlation) go to one consumer. Streams fall into buckets; a bucket goes to the consumer
 * that weighs most for it, so a consumer that comes or goes moves only its share, and never while messages of the bucket are open.
 */
class Pinned implements Chooser {
  private readonly open = new Map<number, { consumer: Consumer; count: number }>();

  constructor(private readonly keyOf: (message: Message) => string) {}

  choose(message: Message, consumers: readonly Consumer[]): Consumer | undefined {
    const bucket = this.bucketOf(message);
    const held = this.open.get(bucket);
    const consumer = held?.consumer ?? heaviest(bucket, consumers);
    return consumer !== undefined && consumer.free > 0 ? consumer : undefined;
  }

  sent(message: Message, consumer: Consumer): void {
    const bucket = this.bucketOf(message);
    const held = this.open.get(bucket);
    if (held === undefined) this.open.set(bucket, { consumer, count: 1 });
    else held.count += 1;
  }

  finished(message: Message): void {
    const bucket = this.bucketOf(message);
    const held = this.open.get(bucket);
    if (held === undefined) return;
    held.count -= 1;
    if (held.count === 0) this.open.delete(bucket);
  }

  private bucketOf(message: Message): number {
    return hash(this.keyOf(message)) % BUCKETS;
  }
}

function heaviest(bucket: number, consumers: readonly Consumer[]): Consumer | undefined {
  let best: Consumer | undefined;
  let bestWeight = -1;
  for (const consumer of consumers) {
    const weight = hash(`${consumer.id}/${bucket}`);
    if (weight > bestWeight) [best, bestWeight] = [consumer, weight];
  }
  return best;
}

/** The stream the event itself is in, also when only the link to it is at hand. */
function streamOf(message: Message): string {
  const event = message.event ?? message.link;
  if (event === undefined) return '';
  if (event.type !== LINK_TYPE) return event.stream;
  const target = Buffer.from(event.data).toString('utf8');
  return target.slice(target.indexOf('@') + 1);
}

function correlationOf(message: Message): string {
  const metadata = (message.event ?? message.link)?.metadata;
  const found = metadata === undefined || metadata.length === 0 ? undefined : correlationIn(Buffer.from(metadata).toString('utf8'));
  return found ?? streamOf(message);
}

function correlationIn(metadata: string): string | undefined {
  try {
    const parsed = JSON.parse(metadata) as Record<string, unknown> | null;
    const found = parsed?.['$correlationId'] ?? parsed?.['correlationId'];
    return typeof found === 'string' ? found : undefined;
  } catch {
    return undefined;
  }
}

/** FNV-1a over UTF-16 code units, then mixed so that neighbours differ in every bit. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
