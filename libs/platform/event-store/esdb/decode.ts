import type { ResolvedEvent } from '@eventstore/db-client';
import { EventStoreUnavailable, type JsonObject, type RecordedEvent } from '../port';

const POSITION_MAX = 2n ** 63n - 1n;

/** An event of the client as the port gives it. Throws `EventStoreUnavailable` when the server names no position. */
export function recordedOf({ event }: ResolvedEvent): RecordedEvent {
  if (event === undefined) throw new EventStoreUnavailable('the server gave a link without its event');
  const { id, type, data, metadata, isJson, streamId, revision, position, created } = event;
  if (position === undefined || position.commit > POSITION_MAX) throw new EventStoreUnavailable('the server gives no positions when it reads a stream: it is too old');
  return { id, type, data: objectOf(data, isJson), metadata: metadata === undefined ? {} : objectOf(metadata, true), stream: streamId, revision, position: position.commit, created: created.getTime() };
}

/** Events of other programs may hold anything; keys with a `$` are never the ledger's. */
function objectOf(value: unknown, isJson: boolean): JsonObject {
  if (value instanceof Uint8Array) return { $binary: Buffer.from(value).toString('base64') };
  if (isJson && typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  return { $json: value as JsonObject[string] };
}
