import { canonicalJson, ledgerJson } from '@ledger/platform/audit-log';
import { APPEND_EVENTS_MAX, EVENT_BYTES_MAX, InvalidEvent, type EventToAppend, type ExpectedRevision } from './port';

/** Longest stream name and event type, in UTF-16 code units. */
export const NAME_LENGTH_MAX = 512;

/** An event as every adapter hands it to its store: canonical text, checked. */
export interface EncodedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NOT_IN_NAMES = /[\u0000-\u001f\u007f]|\p{Surrogate}/u;

/** Checks one append before anything is sent to a store; throws `InvalidEvent`. */
export function encodeAppend(stream: string, events: readonly EventToAppend[], expected: ExpectedRevision): EncodedEvent[] {
  checkName('stream name', stream);
  checkExpected(expected);
  if (events.length === 0) throw new InvalidEvent('an append needs at least one event');
  if (events.length > APPEND_EVENTS_MAX) {
    throw new InvalidEvent(`an append of ${events.length} events: at most ${APPEND_EVENTS_MAX} are taken at once`);
  }
  // Streams of the store itself ($$ metadata and the like) have keys such as $maxCount.
  const json = stream.startsWith('$') ? canonicalJson : ledgerJson;
  const encoded = events.map((event) => encodeEvent(event, json));
  if (encoded.length > 1) checkDistinct(encoded);
  return encoded;
}

function encodeEvent(event: EventToAppend, json: typeof canonicalJson): EncodedEvent {
  if (typeof event.id !== 'string' || !UUID.test(event.id)) throw new InvalidEvent(`event id ${String(event.id)} is not a UUID in lower case`);
  checkName('event type', event.type);
  const data = part(event, 'data', json);
  const metadata = part(event, 'metadata', json);
  // UTF-8 takes at most three bytes for a UTF-16 code unit, so most events need not be counted.
  if ((data.length + metadata.length) * 3 > EVENT_BYTES_MAX) checkSize(event, data, metadata);
  return { id: event.id, type: event.type, data, metadata };
}

function part(event: EventToAppend, name: 'data' | 'metadata', json: typeof canonicalJson): string {
  const value = event[name];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidEvent(`${name} of event ${event.id} (${event.type}) is not a JSON object`);
  }
  try {
    return json(value);
  } catch (error) {
    throw new InvalidEvent(`${name} of event ${event.id} (${event.type}): ${(error as Error).message}`, { cause: error });
  }
}

function checkSize(event: EventToAppend, data: string, metadata: string): void {
  const bytes = Buffer.byteLength(data) + Buffer.byteLength(metadata);
  if (bytes > EVENT_BYTES_MAX) {
    throw new InvalidEvent(`event ${event.id} (${event.type}) has ${bytes} bytes: at most ${EVENT_BYTES_MAX} are taken`);
  }
}

function checkName(what: string, name: string): void {
  if (typeof name !== 'string' || name.length === 0) throw new InvalidEvent(`a ${what} is missing`);
  if (name.length > NAME_LENGTH_MAX) throw new InvalidEvent(`a ${what} has ${name.length} characters: at most ${NAME_LENGTH_MAX} are taken`);
  if (NOT_IN_NAMES.test(name)) throw new InvalidEvent(`a ${what} holds control characters or half a surrogate pair`);
}

function checkExpected(expected: ExpectedRevision): void {
  if (typeof expected === 'bigint' ? expected >= 0n : ['no-stream', 'stream-exists', 'any'].includes(expected)) return;
  throw new InvalidEvent(`${String(expected)} is not an expected revision`);
}

function checkDistinct(events: readonly EncodedEvent[]): void {
  if (new Set(events.map((event) => event.id)).size < events.length) throw new InvalidEvent('an append has two events of the same id');
}
