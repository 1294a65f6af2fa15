import type { JsonObject, Recorded } from '@ledger/kit';
import type { RecordedEvent } from './catalogue';

/** An event as the API answers with it, as deciders and projections take it. */
export const recordedOf = ({ revision, position, metadata, ...event }: RecordedEvent): Recorded => ({ ...event, revision: BigInt(revision), position: BigInt(position), metadata: metadata as unknown as JsonObject });

/** The same the other way round: an event as the API answers with it, whoever answers. */
export const eventJson = ({ id, type, stream, revision, position, data, metadata }: Recorded): RecordedEvent =>
  ({ position: String(position), stream, revision: String(revision), id, type, data, metadata: metadata as unknown as RecordedEvent['metadata'] });
