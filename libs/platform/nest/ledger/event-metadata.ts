import { dataOf, metaOf, type Act, type Actor, type EventMeta, type JsonObject } from '@ledger/kit';
import type { RecordedEvent } from '@ledger/platform/event-store';
import type { Catalogue } from './catalogue';

/** What the shell adds to every event of a command, beside the act. */
export interface Provenance {
  readonly commandId: string;
  readonly commandHash: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly factsAt?: bigint;
  readonly origin?: 'demo' | 'migration';
}

const actorJson = ({ lentBy, role, unit, user }: Actor): JsonObject => (lentBy === undefined ? { role, unit, user } : { lentBy, role, unit, user });

/** The metadata of an event as it is stored. Keys stand in the order of canonical JSON, which then need not sort them. */
export function encodeMetadata(act: Act, from: Provenance, schemaVersion: number): JsonObject {
  const metadata: Record<string, JsonObject[string]> = { actor: actorJson(act.actor) };
  if (act.basis !== undefined) metadata.basis = act.basis;
  metadata.causationId = from.causationId;
  metadata.commandHash = from.commandHash;
  metadata.commandId = from.commandId;
  metadata.correlationId = from.correlationId;
  metadata.effectiveOn = act.effectiveOn;
  if (act.evidence !== undefined) metadata.evidence = act.evidence;
  if (from.factsAt !== undefined) metadata.factsAt = from.factsAt.toString();
  if (act.legalBasis !== undefined) metadata.legalBasis = act.legalBasis as unknown as JsonObject;
  if (from.origin !== undefined) metadata.origin = from.origin;
  if (act.reason !== undefined) metadata.reason = act.reason;
  metadata.recordedAt = act.recordedAt;
  metadata.schemaVersion = schemaVersion;
  return metadata;
}

/** A recorded event in domain values; throws when its type is unknown here or its data does not fit its shape. */
export function decodeRecorded(catalogue: Catalogue, event: RecordedEvent): { readonly type: string; readonly data: unknown; readonly meta: EventMeta } {
  const known = catalogue.events.get(event.type);
  if (!known) throw new Error(`event ${event.id} at position ${event.position} has the unknown type ${event.type}`);
  return { type: event.type, data: dataOf(event, known.definition), meta: metaOf(event) };
}
