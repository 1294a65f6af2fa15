import type { Scope } from '@ledger/kit';
import { programOf } from '@ledger/registers/programs/domain';
import { levelOfCode } from '@ledger/registers/territory/domain';

/** A role over a unit and what lies below it, for one program or for all. */
export interface Held {
  readonly role: string;
  readonly unit: string;
  readonly program?: string;
}

/** Days, both included; without `until` there is no end. From `endedOn` on it no longer holds, whatever `until` says. */
export interface Period {
  readonly from: string;
  readonly until?: string;
  readonly endedOn?: string;
}

export type Grant = Held & Period;

/** The units above a unit, on whatever day the caller means: the nearest first. */
export type AncestorsOf = (unit: string) => readonly string[];

export const inForce = ({ from, until, endedOn }: Period, day: string): boolean =>
  from <= day && (until === undefined || day <= until) && (endedOn === undefined || day < endedOn);

/** A province's grant also covers a unit that nobody knows yet, so that it can be established or refused as unknown. */
export const coversUnit = (granted: string, unit: string | undefined, ancestorsOf: AncestorsOf): boolean => {
  if (unit === undefined || granted === unit) return true;
  const above = ancestorsOf(unit);
  return above.includes(granted) || (above.length === 0 && levelOfCode(granted) === 'province' && levelOfCode(unit) !== 'province');
};

/** `program` may be a component's code: whoever holds a program holds its components. */
export const coversProgram = (granted: string | undefined, program: string | undefined): boolean =>
  granted === undefined || program === undefined || granted === programOf(program);

export const covers = (held: Held, scope: Scope, ancestorsOf: AncestorsOf): boolean =>
  coversUnit(held.unit, scope.unit, ancestorsOf) && coversProgram(held.program, scope.program);

/** Whether who holds `grant` may lend `lent`: it must not reach further, neither in area nor in programs. */
export const includes = (grant: Held, lent: Held, ancestorsOf: AncestorsOf): boolean =>
  grant.role === lent.role &&
  coversUnit(grant.unit, lent.unit, ancestorsOf) &&
  (grant.program === undefined || grant.program === lent.program);

/** Whether `outer` holds on every day of `inner`. */
export const spans = (outer: Period, inner: { readonly from: string; readonly until: string }): boolean =>
  inForce(outer, inner.from) && inForce(outer, inner.until);

export const overlap = (a: Period, b: Period): boolean =>
  startsBeforeEndOf(a, b) && startsBeforeEndOf(b, a);

const startsBeforeEndOf = (a: Period, b: Period): boolean =>
  (b.until === undefined || a.from <= b.until) && (b.endedOn === undefined || a.from < b.endedOn);

export const sameHeld = (a: Held, b: Held): boolean => a.role === b.role && a.unit === b.unit && a.program === b.program;

/** Of units known on one day, the chains upwards; a unit that names itself above itself is cut there. */
export function ancestorsIn(units: readonly { readonly code: string; readonly parent?: string }[]): AncestorsOf {
  const parents = new Map(units.map(({ code, parent }) => [code, parent]));
  return (unit) => {
    const above: string[] = [];
    for (let next = parents.get(unit); next !== undefined && next !== unit && !above.includes(next); next = parents.get(next)) above.push(next);
    return above;
  };
}
