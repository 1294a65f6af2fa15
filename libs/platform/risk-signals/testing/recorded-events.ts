import { encodeEvent, type Events, type Fact, type JsonObject, type Recorded } from '@ledger/kit';

/** Something that was recorded, for specs: who, when, on what day, with which papers. */
export interface Happening {
  readonly fact: Fact;
  readonly stream: string;
  readonly by?: string;
  readonly role?: string;
  /** Whose role it was, when it was lent. */
  readonly lentBy?: string;
  /** Day of recording; default: the effective day. */
  readonly recordedOn?: string;
  readonly effectiveOn: string;
  readonly evidence?: readonly string[];
  /** Default: a command of its own. */
  readonly command?: string;
  readonly origin?: 'demo' | 'migration';
}

/** Events as a store gives them back, at positions 1, 2, 3 … */
export const recordedEvents = (events: Events, happenings: readonly Happening[]): readonly Recorded[] =>
  happenings.map(({ fact, stream, by = 'someone', role = 'officer', lentBy, effectiveOn, recordedOn = effectiveOn, evidence, command, origin }, index) => ({
    id: `event-${index + 1}`,
    type: fact.type,
    stream,
    revision: BigInt(happenings.slice(0, index).filter((earlier) => earlier.stream === stream).length),
    position: BigInt(index + 1),
    data: encodeEvent(events.$catalogue.definitions[fact.type]!, fact.data),
    metadata: {
      actor: { user: by, role, unit: '10', ...(lentBy && { lentBy }) }, effectiveOn, recordedAt: `${recordedOn}T03:00:00.000Z`, commandId: command ?? `command-${index + 1}`, schemaVersion: events.$catalogue.definitions[fact.type]!.version,
      ...(evidence && { evidence }), ...(origin && { origin }),
    } as JsonObject,
  }));
