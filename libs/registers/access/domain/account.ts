import { defineDecider, must, type Actor } from '@ledger/kit';
import { programKnown, type ProgramRow } from '@ledger/registers/programs/domain';
import { levelOfCode, unitInForce, type Unit } from '@ledger/registers/territory/domain';
import { DelegateRole, DisableAccount, EnableAccount, EndDelegation, GrantRole, OpenAccount, RevokeRole } from './commands';
import { accessEvents } from './events';
import { ancestorsIn, includes, overlap, sameHeld, spans, type Grant } from './grants';
import { roleNames } from './roles';

interface Lent extends Grant {
  readonly to: string;
}

interface AccountState {
  readonly opened: boolean;
  readonly disabled: boolean;
  readonly grants: readonly Grant[];
  readonly delegations: readonly Lent[];
}

interface Facts {
  readonly units: readonly Unit[];
  readonly programs: readonly ProgramRow[];
  readonly accounts: readonly { readonly username: string; readonly disabled: boolean }[];
}

const operators = ['operator'];
/** An operator who holds other roles too acts as operator. */
const everybody = ['operator', ...roleNames.filter((role) => role !== 'operator')];

function mustBeOpen(state: AccountState): void {
  must(state.opened, 'access.unknown-account', { field: 'username' });
}

function mustBeActive(state: AccountState): void {
  mustBeOpen(state);
  must(!state.disabled, 'access.account-disabled', { field: 'username' });
}

/** Until any unit is established, a province's code is taken on trust: somebody must be able to establish it. */
function mustKnowPlace({ unit, program }: { readonly unit: string; readonly program?: string }, { units, programs }: Facts): void {
  const isFirst = units.length === 0 && levelOfCode(unit) === 'province';
  must(isFirst || unitInForce(units, unit), 'access.unknown-unit', { field: 'unit', unit });
  must(program === undefined || programKnown(programs, program), 'access.unknown-program', { field: 'program', program });
}

function mustRunForwards({ from, until }: { readonly from: string; readonly until?: string }): void {
  must(until === undefined || from <= until, 'access.period-reversed', { field: 'until' });
}

/** What a revocation on a day still has something to take from. */
const revocable = (grants: readonly Grant[], held: Grant | RevokeRole | EndDelegation, day: string): readonly Grant[] =>
  grants.filter((grant) => sameHeld(grant, held) && (grant.endedOn === undefined || grant.endedOn > day) && (grant.until === undefined || grant.until >= day));

const ended = <G extends Grant>(grants: readonly G[], one: Grant, day: string, isSame: (grant: G) => boolean = () => true): readonly G[] =>
  grants.map((grant) => (sameHeld(grant, one) && grant.from === one.from && isSame(grant) ? { ...grant, endedOn: day } : grant));

const isOwner = ({ username }: { readonly username: string }, actor: Actor): boolean => actor.user === username;

/** One account, `access.account-<username>`: what it may do, and what it has lent to others. */
export const account = defineDecider<AccountState, Facts>()({
  kind: 'account',
  events: accessEvents,
  initial: { opened: false, disabled: false, grants: [], delegations: [] },
  evolve: {
    AccountOpened: (state) => ({ ...state, opened: true }),
    AccountDisabled: (state) => ({ ...state, disabled: true }),
    AccountEnabled: (state) => ({ ...state, disabled: false }),
    RoleGranted: (state, grant) => ({ ...state, grants: [...state.grants, grant] }),
    RoleRevoked: (state, grant, { effectiveOn }) => ({ ...state, grants: ended(state.grants, grant, effectiveOn) }),
    RoleDelegated: (state, lent) => ({ ...state, delegations: [...state.delegations, lent] }),
    DelegationEnded: (state, lent, { effectiveOn }) => ({
      ...state,
      delegations: ended(state.delegations, lent, effectiveOn, ({ to }) => to === lent.to),
    }),
  },
  rules: (on) => [
    on(OpenAccount, {
      roles: operators,
      id: ({ username }) => username,
      decide: (command, state) => {
        must(!state.opened, 'access.account-exists', { field: 'username', username: command.username });
        return [accessEvents.AccountOpened(command)];
      },
    }),
    on(GrantRole, {
      roles: operators,
      id: ({ username }) => username,
      scope: ({ unit, program }) => ({ unit, program }),
      needs: ['units', 'programs'],
      decide: (command, state, { act, facts }) => {
        mustBeActive(state);
        must(!isOwner(command, act.actor), 'access.own-grant', { field: 'username' });
        mustRunForwards(command);
        mustKnowPlace(command, facts);
        const same = state.grants.find((grant) => sameHeld(grant, command) && overlap(grant, command));
        must(!same, 'access.already-granted', { field: 'from', from: same?.from, until: same?.until });
        return [accessEvents.RoleGranted(command)];
      },
    }),
    on(RevokeRole, {
      roles: operators,
      id: ({ username }) => username,
      scope: ({ unit, program }) => ({ unit, program }),
      decide: (command, state, { act }) => {
        mustBeOpen(state);
        const grants = revocable(state.grants, command, act.effectiveOn);
        must(grants.length > 0, 'access.no-such-grant', { field: 'role' });
        return grants.map(({ from }) => accessEvents.RoleRevoked({ ...command, from }));
      },
    }),
    on(DisableAccount, {
      roles: operators,
      id: ({ username }) => username,
      requires: ['reason'],
      decide: (command, state) => {
        mustBeActive(state);
        return [accessEvents.AccountDisabled(command)];
      },
    }),
    on(EnableAccount, {
      roles: operators,
      id: ({ username }) => username,
      requires: ['reason'],
      decide: (command, state, { act }) => {
        mustBeOpen(state);
        must(!isOwner(command, act.actor), 'access.own-account', { field: 'username' });
        must(state.disabled, 'access.account-not-disabled', { field: 'username' });
        return [accessEvents.AccountEnabled(command)];
      },
    }),
    on(DelegateRole, {
      roles: everybody,
      id: ({ username }) => username,
      needs: ['units', 'programs', 'accounts'],
      decide: (command, state, { act, facts }) => {
        must(isOwner(command, act.actor), 'access.not-the-holder', { field: 'username' });
        mustBeActive(state);
        must(command.to !== command.username, 'access.delegate-to-oneself', { field: 'to' });
        mustRunForwards(command);
        mustKnowPlace(command, facts);
        const delegate = facts.accounts.find(({ username }) => username === command.to);
        must(delegate, 'access.unknown-account', { field: 'to' });
        must(!delegate.disabled, 'access.account-disabled', { field: 'to' });
        const ancestorsOf = ancestorsIn(facts.units);
        const holds = state.grants.some((grant) => includes(grant, command, ancestorsOf) && spans(grant, command));
        must(holds, 'access.role-not-held', { field: 'role' });
        const same = state.delegations.find((lent) => lent.to === command.to && sameHeld(lent, command) && overlap(lent, command));
        must(!same, 'access.already-delegated', { field: 'from', from: same?.from, until: same?.until });
        return [accessEvents.RoleDelegated(command)];
      },
    }),
    on(EndDelegation, {
      roles: everybody,
      id: ({ username }) => username,
      decide: (command, state, { act }) => {
        must(isOwner(command, act.actor) || act.actor.role === 'operator', 'access.not-the-holder', { field: 'username' });
        mustBeOpen(state);
        const lent = revocable(state.delegations.filter(({ to }) => to === command.to), command, act.effectiveOn);
        must(lent.length > 0, 'access.no-such-delegation', { field: 'to' });
        return lent.map(({ from }) => accessEvents.DelegationEnded({ ...command, from }));
      },
    }),
  ],
});
