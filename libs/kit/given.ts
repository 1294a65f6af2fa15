import type { Act, EventMeta } from './act';
import { fold, streamName, type Decider } from './decider';
import { decodeEvent, encodeEvent, type Fact } from './events';
import { givenProcess, givenProjection, printed, type Happened, type Issues, type Shown } from './given-events';
import { asIfSealed } from './personal';
import type { Process } from './process';
import type { Projection } from './projection';
import { Refusal } from './refusal';

export type { Happened, Issues, Shown };

/** A past event of a spec: on which day, by whom, under which id. Left out: 1 January 2024, by `someone`. */
export const happened = (fact: Fact, meta: Happened['meta'] = {}): Happened => ({ fact, meta });

/** An act for a spec: the day, the user, and what else the command carries. */
export const actOn = (effectiveOn: string, user = 'someone', rest: Partial<Act> = {}): Act => ({
  actor: { user, role: 'any', unit: '10' },
  effectiveOn,
  recordedAt: `${effectiveOn}T03:00:00.000Z`,
  recordedOn: effectiveOn,
  ...rest,
});

export interface Outcome {
  /** What would be recorded; none when it was refused. */
  readonly events: readonly Fact[];
  readonly refusal?: Refusal;
  /** Throws unless exactly these events would be recorded. */
  then(...expected: readonly Fact[]): void;
  /** Throws unless it is refused with this code and, if one is named, for this field. */
  refuses(code: string, field?: string): void;
}

export interface When {
  when(command: object, options?: { readonly act?: Act; readonly facts?: object }): Outcome;
}

/**
 * A past, and what comes of it. Everything passes through its stored form, as it would in a ledger.
 * Deciders: `given(house, happened(…)).when(new AcceptHouse({…}), { act: actOn('2024-05-02', 'checker') }).then(housingEvents.HouseAccepted({…}))`.
 * Projections: `given(houseList, …).shows(houses, { household }, { step: 'accepted' })`. Processes: `given(linePayments, …).issues(new PayHouseFromLine({…}))`.
 */
export function given(projection: Projection, ...past: readonly (Fact | Happened)[]): Shown;
export function given(process: Process, ...past: readonly (Fact | Happened)[]): Issues;
export function given<State>(decider: Decider<State>, ...past: readonly (Fact | Happened)[]): When;
export function given(what: Projection | Process | Decider, ...past: readonly (Fact | Happened)[]): Shown | Issues | When {
  const history = past.map((item) => ('fact' in item ? item : happened(item)));
  if ('tables' in what) return givenProjection(what, history);
  return 'refused' in what ? givenProcess(what, history) : givenDecider(what, history);
}

function givenDecider<State>(decider: Decider<State>, history: readonly Happened[]): When {
  const when = (command: object, { act = actOn('2024-01-01'), facts = {} }: { readonly act?: Act; readonly facts?: object } = {}): Outcome => {
    const rule = decider.rules.find(({ Command }) => command instanceof Command);
    if (!rule) throw new Error(`no rule for ${command.constructor.name}`);
    const id = rule.id(command);
    const state = history.reduce((current, item, index) => fold(decider, current, item.fact, metaOf(decider, id, item, index)), decider.initial);
    try {
      return outcome(rule.decide(command, state, { act, facts }).map((fact) => stored(decider, fact)));
    } catch (error) {
      if (error instanceof Refusal) return outcome([], error);
      throw error;
    }
  };
  return { when };
}

function metaOf(decider: Decider, id: string, { fact, meta }: Happened, index: number): EventMeta {
  const { by = 'someone', effectiveOn = '2024-01-01', ...rest } = meta;
  return {
    ...actOn(effectiveOn, by),
    type: fact.type, eventId: `event-${index}`, stream: streamName(decider, id), id, revision: BigInt(index), position: BigInt(index + 1),
    commandId: `command-${index}`, commandHash: '', correlationId: '', causationId: '', schemaVersion: 1,
    ...rest,
  };
}

function stored(decider: Decider, { type, data }: Fact): Fact {
  const definition = decider.events.$catalogue.definitions[type];
  if (!definition) throw new Error(`${type} is no event of ${decider.register}`);
  return { type, data: decodeEvent(definition, encodeEvent(definition, asIfSealed(definition.shape, data)), definition.version) };
}

const show = (facts: readonly Fact[]): string => facts.map(({ type, data }) => `${type} ${printed(data)}`).join('\n') || 'nothing';

function outcome(events: readonly Fact[], refusal?: Refusal): Outcome {
  const happened = refusal ? `refused: ${refusal.code}${refusal.field === undefined ? '' : ` (${refusal.field})`}` : show(events);
  const check = (expected: string) => {
    if (happened !== expected) throw new Error(`expected:\n${expected}\nbut:\n${happened}`);
  };
  return {
    events,
    refusal,
    then: (...expected) => check(show(expected)),
    refuses: (code, field = refusal?.field) => check(`refused: ${code}${field === undefined ? '' : ` (${field})`}`),
  };
}
