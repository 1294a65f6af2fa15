import type { Actor, Basis, EventMeta, LegalBasis } from './act';
import { decodeEvent, type EventDefinition } from './events';
import { streamId } from './decider';
import type { JsonObject } from './json';

/** An event as any event store gives it back: data and metadata still JSON. */
export interface Recorded {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

const SEVEN_HOURS = 7 * 3_600_000;
/** An instant in UTC before 17:00, which is the same day seven hours later. */
const EARLY = /^\d{4}-\d{2}-\d{2}T(0\d|1[0-6]):[0-5]\d:[0-5]\d(\.\d+)?Z$/;

/** The day of an instant in the ledger's zone, Asia/Ho_Chi_Minh: UTC+7 without summer time since 1975. */
export function ledgerDay(instant: string): string {
  if (EARLY.test(instant)) return instant.slice(0, 10);
  return ledgerTime(instant).slice(0, 10);
}

/** An instant as the clocks of the ledger's zone show it: `2025-12-31T13:30:00`. By hand: a browser takes a tenth of a second to learn of time zones. */
export function ledgerTime(instant: string): string {
  const milliseconds = Date.parse(instant);
  if (Number.isNaN(milliseconds)) throw new Error(`not an instant: ${instant}`);
  return new Date(milliseconds + SEVEN_HOURS).toISOString().slice(0, 19);
}

/** What is known about a recorded event beside its data; throws when the metadata says no instant of recording. */
export function metaOf(event: Recorded): EventMeta {
  const metadata = event.metadata as Record<string, unknown>;
  return {
    actor: metadata.actor as Actor,
    effectiveOn: metadata.effectiveOn as string,
    recordedAt: metadata.recordedAt as string,
    recordedOn: ledgerDay(metadata.recordedAt as string),
    reason: metadata.reason as string | undefined,
    legalBasis: metadata.legalBasis as LegalBasis | undefined,
    evidence: metadata.evidence as readonly string[] | undefined,
    basis: metadata.basis as Basis | undefined,
    type: event.type,
    eventId: event.id,
    stream: event.stream,
    id: streamId(event.stream),
    revision: event.revision,
    position: event.position,
    commandId: metadata.commandId as string,
    commandHash: metadata.commandHash as string,
    correlationId: metadata.correlationId as string,
    causationId: metadata.causationId as string,
    schemaVersion: schemaVersionOf(event),
    factsAt: metadata.factsAt === undefined ? undefined : BigInt(metadata.factsAt as string),
    origin: metadata.origin as EventMeta['origin'],
  };
}

const schemaVersionOf = (event: Recorded): number => (event.metadata.schemaVersion as number | undefined) ?? 1;

/** The event's data in domain values, whichever published version it was recorded in. */
export const dataOf = (event: Recorded, definition: EventDefinition): unknown => decodeEvent(definition, event.data, schemaVersionOf(event));

/** An event that several look at: its metadata are read once, and its data decoded once for each definition in turn. */
export class SeenEvent {
  private read: EventMeta | undefined;
  private definition: EventDefinition | undefined;
  private decoded: unknown;

  constructor(readonly event: Recorded) {}

  /** Throws when the metadata say no instant of recording. */
  get meta(): EventMeta {
    return (this.read ??= metaOf(this.event));
  }

  /** Throws `InvalidFields` when the stored data do not fit the definition. */
  data(definition: EventDefinition): unknown {
    if (this.definition === definition) return this.decoded;
    const decoded = dataOf(this.event, definition);
    this.definition = definition;
    this.decoded = decoded;
    return decoded;
  }
}

const RANKS: readonly (Basis | undefined)[] = [undefined, 'published', 'apportioned', 'illustrative'];

/** 0 for what was recorded for real, rising as the basis gets weaker. */
export const basisRank = (basis: Basis | undefined): number => RANKS.indexOf(basis);
export const basisOfRank = (rank: number): Basis | undefined => RANKS[rank];
