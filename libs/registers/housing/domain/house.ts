import { defineDecider, must } from '@ledger/kit';
import { unitInForce } from '@ledger/registers/territory/domain';
import { AcceptHouse, ApproveHouse, ProposeHouse, RecordStage, StartHouse, WithdrawHouse } from './commands';
import { contactRules } from './contact-person';
import { housingEvents } from './events';
import { correctionRules } from './house-correction';
import { houseEvolve } from './house-evolve';
import type { HouseFacts } from './house-facts';
import { housingScope, paymentRules } from './house-payment';
import { mustBeApproved, mustBeProposed, mustFollow, mustNotBeAccepted, mustNotBeOver, paidOrRequested, stagesAfter, standing, type ApprovedHouse, type HouseState } from './house-state';
import { houseStages, stepOrder, type HouseStep } from './housing-words';
import { mustBeWithinNorm } from './norm';

const makers = ['officer', 'program'];
const id = ({ household }: { household: string }) => household;
const scope = (_: unknown, state: HouseState) => housingScope(state);
const told = ({ household, commune, kind }: ApprovedHouse) => ({ household, commune, kind });

function mustBeNextStage(house: ApprovedHouse, stage: HouseStep): void {
  const { step } = house.last;
  must(step === 'started' || houseStages.includes(step), 'housing.not-started', { field: 'stage', step });
  must(stagesAfter(house).includes(stage), 'housing.stage-out-of-order', { field: 'stage', stage, step });
}

/** The house of one household, `housing.house-<household>`: the stream itself says that nobody gets two. */
export const house = defineDecider<HouseState, HouseFacts>()({
  kind: 'house',
  events: housingEvents,
  types: [
    'HouseProposed', 'ContactPersonNamed', 'HouseApproved', 'HouseStarted', 'HouseStageRecorded', 'HouseAccepted', 'HouseWithdrawn', 'HousePaymentRequested',
    'HousePaid', 'HousePaymentAmended', 'HousePaymentRefused', 'HouseCorrectionProposed', 'HouseCorrectionReturned', 'HouseCorrected',
  ],
  initial: {},
  evolve: houseEvolve,
  rules: (on) => [
    on(ProposeHouse, {
      roles: makers,
      id,
      scope: ({ commune }) => ({ unit: commune, program: 'GNBV' }),
      needs: ['units'],
      decide: (command, { house }, { facts }) => {
        must(!house, 'housing.one-house-per-household', { field: 'household', household: command.household, commune: house?.commune });
        must(unitInForce(facts.units, command.commune)?.level === 'commune', 'housing.unknown-commune', { field: 'commune', commune: command.commune });
        return [housingEvents.HouseProposed(command)];
      },
    }),
    on(ApproveHouse, {
      roles: ['approver'],
      id,
      scope: ({ line }, state) => housingScope(state, line),
      needs: ['norms'],
      requires: ['legalBasis'],
      decide: (command, state, { act, facts }) => {
        const proposed = mustBeProposed(state);
        mustNotBeOver(proposed);
        must(proposed.last.step === 'proposed', 'housing.approved-already', { field: 'household', household: command.household });
        must(proposed.proposedBy !== act.actor.user, 'housing.maker-is-checker', { user: proposed.proposedBy });
        mustFollow(proposed, act.effectiveOn);
        mustBeWithinNorm(facts.norms, command, 'amount');
        return [housingEvents.HouseApproved({ ...command, commune: proposed.commune })];
      },
    }),
    on(StartHouse, {
      roles: makers,
      id,
      scope,
      decide: (_, state, { act }) => {
        const approved = mustBeApproved(state);
        must(approved.last.step === 'approved', 'housing.started-already', { field: 'household', household: approved.household });
        mustFollow(approved, act.effectiveOn);
        return [housingEvents.HouseStarted(told(approved))];
      },
    }),
    on(RecordStage, {
      roles: makers,
      id,
      scope,
      decide: ({ stage }, state, { act }) => {
        const approved = mustBeApproved(state);
        mustNotBeAccepted(approved);
        mustBeNextStage(approved, stage);
        mustFollow(approved, act.effectiveOn);
        return [housingEvents.HouseStageRecorded({ ...told(approved), stage })];
      },
    }),
    on(AcceptHouse, {
      roles: ['checker'],
      id,
      scope,
      decide: (_, state, { act }) => {
        const approved = mustBeApproved(state);
        const { kind, last, correction } = approved;
        mustNotBeAccepted(approved);
        must(correction === undefined, 'housing.correction-awaits', { field: 'household', by: correction?.by });
        must(kind === 'new' ? last.step === 'roof' : stepOrder(last.step) >= stepOrder('started'), 'housing.not-finished', { field: 'household', step: last.step });
        must(last.by !== act.actor.user, 'housing.maker-is-checker', { user: last.by });
        mustFollow(approved, act.effectiveOn);
        return [housingEvents.HouseAccepted(told(approved))];
      },
    }),
    on(WithdrawHouse, {
      roles: makers,
      id,
      scope,
      requires: ['reason'],
      decide: (_, state, { act }) => {
        const current = mustBeProposed(state);
        mustNotBeOver(current);
        mustNotBeAccepted(current);
        must(paidOrRequested(current) === 0n, 'housing.has-payments', { field: 'household', paid: paidOrRequested(current) });
        mustFollow(current, act.effectiveOn);
        const { household, commune, kind } = current;
        return [housingEvents.HouseWithdrawn({ household, commune, kind, approved: standing(current).approved })];
      },
    }),
    ...paymentRules(on),
    ...correctionRules(on),
    ...contactRules(on),
  ],
});
