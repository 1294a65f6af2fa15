import { encodeEvent, type Act, type EventMeta, type Fact, type Shape } from '@ledger/kit';
import type { EventToAppend } from '@ledger/platform/event-store';
import type { Catalogue, KnownCommand } from './catalogue';
import { encodeMetadata, type Provenance } from './event-metadata';
import { eventIdOf } from './identifiers';

/** Seals the personal values of one event's data; whose they are comes into `about`. */
export type Seal = (shape: Shape, data: object, event: { readonly type: string; readonly id: string }, about: Set<string>) => object;

/** What a command would record: each fact, as it will be read back, beside the event that stores it. */
export interface Decision {
  readonly facts: readonly Fact[];
  readonly events: readonly EventToAppend[];
  readonly act: Act;
  readonly from: Provenance;
  /** The persons whose data it holds; undefined where no event has any. */
  readonly about?: ReadonlySet<string>;
}

/** Turns facts into events to append; throws when a decider returns what its register's events cannot hold. */
export function encodeDecision(catalogue: Catalogue, known: KnownCommand, decided: readonly Fact[], act: Act, from: Provenance, seal: Seal): Decision {
  const facts: Fact[] = [];
  let about: Set<string> | undefined;
  const events = decided.map((fact, index): EventToAppend => {
    const { type } = fact;
    const event = catalogue.events.get(type);
    if (!event || event.register !== known.register.name) throw new Error(`${known.name} decided ${type}, which is no event of ${known.register.name}`);
    const id = eventIdOf(from.commandId, index);
    const data = event.personal ? seal(event.definition.shape, fact.data as object, { type, id }, (about ??= new Set())) : fact.data;
    facts.push(event.personal ? { type, data } : fact);
    return { id, type, data: encoded(known, event.definition, type, data), metadata: encodeMetadata(act, from, event.definition.version) };
  });
  return { facts, events, act, from, about };
}

function encoded(known: KnownCommand, definition: Parameters<typeof encodeEvent>[0], type: string, data: unknown) {
  try {
    return encodeEvent(definition, data);
  } catch (error) {
    // Not the caller's fault: InvalidFields would be answered as a malformed body.
    throw new Error(`${known.name} decided ${type} with data that does not fit its shape: ${(error as Error).message}`, { cause: error });
  }
}

/** What the decider is told about the event at `index`, once it is recorded. */
export function recordedMeta(decision: Decision, index: number, at: { readonly stream: string; readonly id: string; readonly revision: bigint; readonly position: bigint }): EventMeta {
  const { id: eventId, type, metadata } = decision.events[index]!;
  return { ...decision.act, ...decision.from, ...at, eventId, type, schemaVersion: metadata.schemaVersion as number };
}

/** The persons whom the events of a decision forget. */
export function forgottenBy({ register: { forgets } }: KnownCommand, decision: Decision, at: { readonly stream: string; readonly id: string }): ReadonlySet<string> {
  const meta = (index: number): EventMeta => recordedMeta(decision, index, { ...at, revision: -1n, position: -1n });
  return new Set(decision.facts.flatMap(({ type, data }, index) => forgets[type]?.run(data, meta(index)) ?? []));
}
