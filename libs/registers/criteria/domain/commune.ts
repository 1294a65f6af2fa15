import { defineDecider, must, type Act } from '@ledger/kit';
import { unitInForce, type Unit } from '@ledger/registers/territory/domain';
import { AssessCriterion, CorrectAssessment, MeasureIndicator, ReturnAssessment, VerifyAssessment } from './commands';
import { criteriaEvents } from './events';
import { measurementKey, mustAwaitVerification, mustNotAwaitVerification, standingOf, withStanding, type CommuneState } from './standing';

/** A criterion or an indicator as the register's own table of sets has it. */
interface SetEntry {
  readonly level: string;
  readonly validFrom: string;
}

interface Facts {
  readonly units: readonly Unit[];
  /** The criterion that the command names, or none. */
  readonly criteria: readonly SetEntry[];
  /** The indicator that the command names, or none. */
  readonly indicators: readonly SetEntry[];
}

const makers = ['officer', 'program'];
const options = { id: ({ commune }: { commune: string }) => commune, scope: ({ commune }: { commune: string }) => ({ unit: commune, program: 'NTM' }) };

function mustBeACommune(commune: string, units: readonly Unit[]): void {
  const unit = unitInForce(units, commune);
  must(unit, 'criteria.unknown-commune', { field: 'commune', commune });
  must(unit.kind === 'commune', 'criteria.not-a-commune', { field: 'commune', commune, name: unit.name });
}

function mustApply({ level, validFrom }: SetEntry, { set, year }: { set: string; year: number }, act: Act): void {
  must(level === 'commune', 'criteria.set-of-another-level', { field: 'set', set });
  must(validFrom <= act.effectiveOn, 'criteria.set-not-yet-valid', { field: 'set', set, validFrom });
  must(year <= Number(act.effectiveOn.slice(0, 4)), 'criteria.year-not-begun', { field: 'year', year });
}

function mustBeOfTheSet(command: { set: string; criterion: number; year: number }, criteria: readonly SetEntry[], act: Act): void {
  const [entry] = criteria;
  must(entry, 'criteria.criterion-of-another-set', { field: 'criterion', criterion: command.criterion, set: command.set });
  mustApply(entry, command, act);
}

/** The criteria of one commune, `criteria.commune-<code>`. */
export const commune = defineDecider<CommuneState, Facts>()({
  kind: 'commune',
  events: criteriaEvents,
  types: ['IndicatorMeasured', 'CriterionAssessed', 'AssessmentVerified', 'AssessmentReturned', 'AssessmentCorrected'],
  initial: { standings: new Map(), measured: new Set() },
  evolve: {
    IndicatorMeasured: (state, measured) => ({ ...state, measured: new Set(state.measured).add(measurementKey(measured)) }),
    CriterionAssessed: (state, { met, note, ...criterion }, { effectiveOn, actor, eventId }) =>
      withStanding(state, criterion, { pending: { met, note, assessedOn: effectiveOn, by: actor.user, eventId } }),
    AssessmentVerified: (state, criterion) => withStanding(state, criterion, { verified: standingOf(state, criterion).pending }),
    AssessmentReturned: (state, criterion) => withStanding(state, criterion, { verified: standingOf(state, criterion).verified }),
    AssessmentCorrected: (state, { met, note, assessedOn, ...criterion }, { actor, eventId }) =>
      withStanding(state, criterion, { ...standingOf(state, criterion), pending: { met, note, assessedOn, by: actor.user, eventId } }),
  },
  rules: (on) => [
    on(MeasureIndicator, {
      ...options,
      roles: makers,
      needs: ['units', 'indicators'],
      decide: (command, state, { act, facts }) => {
        const { set, indicator } = command;
        mustBeACommune(command.commune, facts.units);
        const [entry] = facts.indicators;
        must(entry, 'criteria.unknown-indicator', { field: 'indicator', indicator, set });
        mustApply(entry, command, act);
        must(!state.measured.has(measurementKey(command)) || act.reason !== undefined, 'criteria.measured-already', { field: 'reason', indicator, year: command.year });
        return [criteriaEvents.IndicatorMeasured(command)];
      },
    }),
    on(AssessCriterion, {
      ...options,
      roles: makers,
      needs: ['units', 'criteria'],
      requires: ['evidence'],
      decide: (command, state, { act, facts }) => {
        const standing = standingOf(state, command);
        // What the commune's own stream knows comes first: that much a page can tell without asking for facts.
        mustNotAwaitVerification(standing);
        must(!standing.verified, 'criteria.verified-already', { field: 'criterion', criterion: command.criterion, year: command.year });
        mustBeACommune(command.commune, facts.units);
        mustBeOfTheSet(command, facts.criteria, act);
        return [criteriaEvents.CriterionAssessed(command)];
      },
    }),
    on(VerifyAssessment, {
      ...options,
      roles: ['checker'],
      decide: (command, state, { act }) => {
        const { met, note, assessedOn, by } = mustAwaitVerification(standingOf(state, command), command);
        must(by !== act.actor.user, 'criteria.maker-is-checker', { user: by });
        return [criteriaEvents.AssessmentVerified({ ...command, met, note, assessedOn })];
      },
    }),
    on(ReturnAssessment, {
      ...options,
      roles: ['checker'],
      requires: ['reason'],
      decide: (command, state) => {
        const { assessedOn } = mustAwaitVerification(standingOf(state, command), command);
        return [criteriaEvents.AssessmentReturned({ ...command, assessedOn })];
      },
    }),
    on(CorrectAssessment, {
      ...options,
      roles: makers,
      requires: ['reason', 'legalBasis'],
      decide: (command, state) => {
        const standing = standingOf(state, command);
        const { verified } = standing;
        must(verified, 'criteria.nothing-to-correct', { field: 'criterion', criterion: command.criterion, year: command.year });
        mustNotAwaitVerification(standing);
        must(verified.met !== command.met || verified.note !== command.note, 'criteria.corrects-nothing', { field: 'met' });
        return [criteriaEvents.AssessmentCorrected({ ...command, assessedOn: verified.assessedOn, corrects: verified.eventId })];
      },
    }),
  ],
});
