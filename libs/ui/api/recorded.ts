import type { JsonObject, Recorded } from '@ledger/kit';
import type { RecordedEvent } from './catalogue';

/** An event as the API answers with it, as deciders and projections take it. */
export const recordedOf = ({ revision, position, metadata, ...event }: RecordedEvent): Recorded => ({ ...event, revision: BigInt(revision), position: BigInt(position), metadata: metadata as unknown as JsonObject });
