import fc from 'fast-check';
import { encodeEvent, type EventDefinition, type EventMeta, type Events, type Fact, type JsonObject, type Recorded } from '@ledger/kit';
import { registers } from '@ledger/registers';
import { demoCommands } from '../demo-commands';
import { Rehearsal } from './rehearsal';

const definitions = new Map<string, EventDefinition>(
  registers.flatMap((register) => register.events.flatMap((events: Events) => Object.entries(events.$catalogue.definitions as { [type: string]: EventDefinition }))),
);

/** An event as the shell would have stored it. */
export function recorded({ type, data }: Fact, meta: EventMeta): Recorded {
  const { actor, effectiveOn, recordedAt, reason, legalBasis, evidence, basis, commandId, commandHash, correlationId, causationId, schemaVersion, eventId, stream, revision, position, origin } = meta;
  const metadata = { actor, effectiveOn, recordedAt, reason, legalBasis, evidence, basis, commandId, commandHash, correlationId, causationId, schemaVersion, origin };
  return { id: eventId, type, stream, revision, position, data: encodeEvent(definitions.get(type)!, data), metadata: JSON.parse(JSON.stringify(metadata)) as JsonObject };
}

/** A slice of the demo province: all money, and the houses and criteria of two communes. */
export function demoSlice(): readonly Recorded[] {
  const ledger = new Rehearsal(registers);
  const communes = ['02761', '02905'];
  for (const each of demoCommands()) {
    const { household, commune } = each.command as { household?: string; commune?: string };
    const place = commune ?? (household ? /\d{5}/.exec(household)?.[0] : undefined);
    if (place === undefined || communes.includes(place)) ledger.issue(each);
  }
  return ledger.events.map((event) => recorded(event, event.meta));
}

/** Streams do not depend on each other's order, so any choice of streams, each cut anywhere, in any order among them, is a history. */
export function histories(events: readonly Recorded[], streamsMax: number): fc.Arbitrary<readonly Recorded[]> {
  const streams = byStream(events);
  return fc
    .array(fc.record({ stream: fc.nat(streams.length - 1), cut: fc.nat(100), order: fc.array(fc.nat(1_000), { minLength: 4, maxLength: 4 }) }), { minLength: 1, maxLength: streamsMax })
    .map((drawn) => {
      const chosen = new Map(drawn.map((draw) => [draw.stream, draw]));
      const queued = [...chosen.values()].flatMap(({ stream, cut, order }) =>
        streams[stream]!.slice(0, Math.max(1, Math.ceil((streams[stream]!.length * cut) / 100))).map((event, index) => ({ event, turn: index * 250 + order[index % 4]! })),
      );
      return inOrder(queued);
    });
}

function byStream(events: readonly Recorded[]): readonly (readonly Recorded[])[] {
  const streams = new Map<string, Recorded[]>();
  for (const event of events) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  return [...streams.values()];
}

function inOrder(queued: readonly { readonly event: Recorded; readonly turn: number }[]): readonly Recorded[] {
  const next = new Map<string, number>();
  // Within a stream turns may not run backwards.
  const turns = queued.map(({ event, turn }) => {
    const at = Math.max(turn, (next.get(event.stream) ?? -1) + 1);
    next.set(event.stream, at);
    return { event, at };
  });
  return turns.sort((one, other) => one.at - other.at).map(({ event }, index) => ({ ...event, position: BigInt(index + 1) }));
}
