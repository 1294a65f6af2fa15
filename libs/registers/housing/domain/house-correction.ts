import { must, type CommandRule, type On } from '@ledger/kit';
import { unitInForce } from '@ledger/registers/territory/domain';
import { ConfirmHouseCorrection, CorrectHouse, ReturnHouseCorrection } from './commands';
import { housingEvents, type HouseFact } from './events';
import type { HouseFacts } from './house-facts';
import { housingScope } from './house-payment';
import { mustBeProposed, paidOrRequested, standing, type House, type HouseState } from './house-state';
import { stepOrder, type HouseStep } from './housing-words';
import { mustBeWithinNorm, type Norm } from './norm';

type Asked = Omit<CorrectHouse, 'household'>;

/** A house is taken back only to a step it had truly reached, and never past its approval. */
function mustHaveReached(house: House, step: HouseStep): void {
  const isEarlier = step !== 'withdrawn' && step !== 'accepted' && stepOrder(step) <= stepOrder(house.furthest) && step !== house.last.step;
  must(isEarlier && (step !== 'proposed' || !house.approval), 'housing.step-not-reached', { field: 'step', step });
}

/** What the house stands for once corrected; refuses what could not have been recorded in the first place. */
function correctedStanding(house: House, asked: Asked, norms: readonly Norm[]): ReturnType<typeof standing> {
  const before = standing(house);
  const { commune = before.commune, kind = before.kind, step = before.step } = asked;
  if (step !== before.step) mustHaveReached(house, step);
  must(asked.amount === undefined || house.approval, 'housing.not-approved', { field: 'amount', household: house.household });
  const approved = step === 'withdrawn' ? 0n : (asked.amount ?? house.approval?.amount ?? 0n);
  if (house.approval && kind && (asked.kind || asked.amount !== undefined)) {
    mustBeWithinNorm(norms, { norm: house.approval.norm, kind, amount: approved }, 'amount');
  }
  must(approved >= paidOrRequested(house), 'housing.below-paid', { field: 'amount', paid: paidOrRequested(house) });
  const after = { commune, kind, step, approved, paid: before.paid };
  must(JSON.stringify(Object.values(after).map(String)) !== JSON.stringify(Object.values(before).map(String)), 'housing.corrects-nothing', {});
  return after;
}

function mustAwaitCorrection({ correction }: House): NonNullable<House['correction']> {
  must(correction, 'housing.nothing-to-confirm', { field: 'household' });
  return correction;
}

/** What was recorded wrongly: one person says how it truly is, another agrees. It then holds from the day of the last step. */
export const correctionRules = (on: On<HouseState, HouseFacts, HouseFact>): readonly CommandRule<HouseState, HouseFact>[] => [
  on(CorrectHouse, {
    roles: ['officer', 'program'],
    id: ({ household }) => household,
    scope: (_, state) => housingScope(state),
    needs: ['units', 'norms'],
    requires: ['reason', 'legalBasis'],
    decide: (command, state, { facts }) => {
      const house = mustBeProposed(state);
      must(!house.correction, 'housing.correction-awaits', { field: 'household', by: house.correction?.by });
      const { commune } = command;
      must(commune === undefined || unitInForce(facts.units, commune)?.level === 'commune', 'housing.unknown-commune', { field: 'commune', commune });
      correctedStanding(house, command, facts.norms);
      return [housingEvents.HouseCorrectionProposed(command)];
    },
  }),
  on(ConfirmHouseCorrection, {
    roles: ['checker'],
    id: ({ household }) => household,
    scope: (_, state) => housingScope(state),
    needs: ['norms'],
    decide: ({ household }, state, { act, facts }) => {
      const house = mustBeProposed(state);
      const { asked, by } = mustAwaitCorrection(house);
      must(by !== act.actor.user, 'housing.maker-is-checker', { user: by });
      const after = correctedStanding(house, asked, facts.norms);
      return [housingEvents.HouseCorrected({ household, before: standing(house), after, corrects: house.last.eventId, since: house.last.on })];
    },
  }),
  on(ReturnHouseCorrection, {
    roles: ['checker'],
    id: ({ household }) => household,
    scope: (_, state) => housingScope(state),
    requires: ['reason'],
    decide: ({ household }, state) => {
      mustAwaitCorrection(mustBeProposed(state));
      return [housingEvents.HouseCorrectionReturned({ household })];
    },
  }),
];
