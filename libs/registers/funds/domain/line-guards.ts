import { must, type Act, type Fact, type On, type Scope } from '@ledger/kit';
import { programOpenOn, type ProgramRow } from '@ledger/registers/programs/domain';
import { unitInForce, type Unit } from '@ledger/registers/territory/domain';
import { fundsEvents, type FundsEventType } from './events';
import { law } from './law';
import { dimensionsOf, planWindow, type LineDimensions } from './line-dimensions';
import { fits, isUsed, type LineState } from './line-state';

/** What a line's decisions may know of other registers, on the day of the act. */
export interface FundsFacts {
  readonly units: readonly Unit[];
  readonly programs: readonly ProgramRow[];
}

export type LineFact = Fact<FundsEventType, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- the kit's own erasure
export type LineOn = On<LineState, FundsFacts, LineFact>;

export const lineId = ({ line }: { readonly line: string }): string => line;

/** The holder and the program that the role must cover. */
export function lineScope({ line }: { readonly line: string }): Scope {
  const { holder, program } = dimensionsOf(line);
  return { unit: holder, program };
}

/** Refuses an id that the line has already given to something of the same kind. */
export const mustBeNew = (state: LineState, kind: string, id: string, field = kind): void => must(!isUsed(state, `${kind} ${id}`), 'funds.id-used', { field, id });

export function mustBeOpen(state: LineState, line: string, act: Act): void {
  must(isOpen(state, act), 'funds.year-closed', { planYear: dimensionsOf(line).planYear, law: law.yearEnd });
}

export const isOpen = (state: LineState, { recordedOn }: Act): boolean => !state.closed || (state.reopenedUntil !== undefined && recordedOn <= state.reopenedUntil);

/** Whether a plan year may be posted to on a day: from 1 January until 31 January of the next year. */
export function isInPlanYear(dimensions: LineDimensions, day: string): boolean {
  const { from, until } = planWindow(dimensions);
  return from <= day && day <= until;
}

/** Refuses a posting to a closed year or on a day outside the plan year. */
export function mustBeInPlanYear(state: LineState, line: string, act: Act): void {
  mustBeOpen(state, line, act);
  const dimensions = dimensionsOf(line);
  must(isInPlanYear(dimensions, act.effectiveOn), 'funds.outside-plan-year', {
    field: 'effectiveOn', planYear: dimensions.planYear, effectiveOn: act.effectiveOn, ...planWindow(dimensions), law: law.yearEnd,
  });
}

/** Postings that undo or follow up may come later than the plan year, but not before it. */
export function mustHaveBegun(state: LineState, line: string, act: Act): void {
  mustBeOpen(state, line, act);
  const dimensions = dimensionsOf(line);
  const { from } = planWindow(dimensions);
  must(act.effectiveOn >= from, 'funds.before-plan-year', { field: 'effectiveOn', planYear: dimensions.planYear, from, effectiveOn: act.effectiveOn, law: law.yearEnd });
}

/** What is left is disposed of once the plan year can no longer be paid. */
export function mustBeAfterPlanYear(state: LineState, line: string, act: Act): void {
  mustBeOpen(state, line, act);
  const dimensions = dimensionsOf(line);
  const { until } = planWindow(dimensions);
  must(act.effectiveOn > until, 'funds.year-still-open', { field: 'effectiveOn', planYear: dimensions.planYear, until, effectiveOn: act.effectiveOn, law: law.yearEnd });
}

/** Maker and checker are two persons, whatever their roles. */
export const mustDiffer = (act: Act, ...others: readonly (string | undefined)[]): void =>
  must(!others.includes(act.actor.user), 'funds.same-person', { user: act.actor.user, law: law.twoPersons });

/** A step is not dated before the step that it follows. */
export const mustFollow = (act: Act, previous: string): void =>
  must(act.effectiveOn >= previous, 'funds.step-out-of-order', { field: 'effectiveOn', effectiveOn: act.effectiveOn, previous });

/** What has happened cannot lie in the future. */
export const mustHaveHappened = (act: Act): void =>
  must(act.effectiveOn <= act.recordedOn, 'funds.future-day', { field: 'effectiveOn', effectiveOn: act.effectiveOn, recordedOn: act.recordedOn });

export const mustFit = (state: LineState, amount: bigint): void => must(fits(state, amount), 'funds.sum-too-large', { field: 'amount', amount });

/** The holder exists and the program is open on the day. `field` names the line in the command. */
export function mustBeKnown(facts: FundsFacts, act: Act, { holder, component }: LineDimensions, field: string): void {
  must(unitInForce(facts.units, holder), 'funds.unknown-unit', { field, holder, effectiveOn: act.effectiveOn });
  must(programOpenOn(facts.programs, component, act.effectiveOn), 'funds.unknown-program', { field, program: component, effectiveOn: act.effectiveOn });
}

/** The events that a line's stream begins with: its dimensions, once. */
export const opening = (state: LineState, line: string): readonly LineFact[] => (state.opened ? [] : [fundsEvents.LineOpened(dimensionsOf(line))]);
