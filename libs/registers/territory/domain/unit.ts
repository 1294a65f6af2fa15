import { defineDecider, must } from '@ledger/kit';
import { DissolveUnit, EstablishUnit, RenameUnit } from './commands';
import { territoryEvents } from './events';
import { levelOf, levelOfCode, parentLevels, type UnitKind, type UnitLevel } from './kinds';
import { unitInForce, type Unit } from './unit-directory';

interface UnitState {
  readonly unit?: { readonly code: string; readonly name: string; readonly level: UnitLevel; readonly kind: UnitKind; readonly parent?: string };
  readonly establishedOn?: string;
  readonly dissolvedOn?: string;
}

const roles = ['operator', 'finance'];

function mustExist(state: UnitState, day: string): NonNullable<UnitState['unit']> {
  const { unit, establishedOn, dissolvedOn } = state;
  must(unit !== undefined && establishedOn !== undefined, 'territory.unknown-unit', { field: 'code' });
  must(day >= establishedOn, 'territory.before-established', { field: 'effectiveOn', establishedOn });
  must(dissolvedOn === undefined || day < dissolvedOn, 'territory.dissolved', { field: 'code', dissolvedOn });
  return unit;
}

function mustFitAboveAndBelow({ code, kind, parent }: EstablishUnit, units: readonly Unit[]): void {
  const level = levelOf(kind);
  must(levelOfCode(code) === level, 'territory.code-of-another-level', { field: 'code', code, level });
  if (level === 'province') {
    must(parent === undefined, 'territory.province-has-no-parent', { field: 'parent' });
    return;
  }
  const above = parent === undefined ? undefined : unitInForce(units, parent);
  must(above, 'territory.unknown-parent', { field: 'parent', parent });
  must(parentLevels[level].includes(above.level), 'territory.parent-of-another-level', { field: 'parent', parent, level });
}

/** One administrative unit, `territory.unit-<code>`. */
export const unit = defineDecider<UnitState, { units: readonly Unit[] }>()({
  kind: 'unit',
  events: territoryEvents,
  initial: {},
  evolve: {
    UnitEstablished: (_, data, { effectiveOn }) => ({ unit: data, establishedOn: effectiveOn }),
    UnitRenamed: (state, data) => ({ ...state, unit: data }),
    UnitDissolved: (state, _, { effectiveOn }) => ({ ...state, dissolvedOn: effectiveOn }),
  },
  rules: (on) => [
    on(EstablishUnit, {
      roles,
      id: ({ code }) => code,
      scope: ({ code, parent }) => ({ unit: parent ?? code }),
      needs: ['units'],
      requires: ['legalBasis'],
      decide: (command, { unit, dissolvedOn }, { act, facts }) => {
        must(!unit || (dissolvedOn !== undefined && act.effectiveOn >= dissolvedOn), 'territory.already-established', { field: 'code', code: command.code });
        mustFitAboveAndBelow(command, facts.units);
        return [territoryEvents.UnitEstablished({ ...command, level: levelOf(command.kind) })];
      },
    }),
    on(RenameUnit, {
      roles,
      id: ({ code }) => code,
      scope: ({ code }) => ({ unit: code }),
      requires: ['legalBasis'],
      decide: ({ name }, state, { act }) => {
        const current = mustExist(state, act.effectiveOn);
        must(current.name !== name, 'territory.same-name', { field: 'name', name });
        return [territoryEvents.UnitRenamed({ ...current, name })];
      },
    }),
    on(DissolveUnit, {
      roles,
      id: ({ code }) => code,
      scope: ({ code }) => ({ unit: code }),
      needs: ['units'],
      requires: ['legalBasis'],
      decide: ({ code, successors }, state, { act, facts }) => {
        const current = mustExist(state, act.effectiveOn);
        must(state.dissolvedOn === undefined, 'territory.dissolved', { field: 'code', dissolvedOn: state.dissolvedOn });
        successors.forEach((successor, index) => {
          const field = `successors[${index}]`;
          must(successor !== code && successors.indexOf(successor) === index, 'territory.repeated-successor', { field, successor });
          must(unitInForce(facts.units, successor), 'territory.unknown-successor', { field, successor });
        });
        return [territoryEvents.UnitDissolved({ ...current, successors })];
      },
    }),
  ],
});
