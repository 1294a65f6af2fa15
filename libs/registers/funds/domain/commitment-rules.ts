import { must, type Act, type CommandRule } from '@ledger/kit';
import { pockets } from './accounts';
import { ReleaseCommitment, ReserveCommitment } from './commands';
import { fundsEvents } from './events';
import { law } from './law';
import { lineId as id, lineScope as scope, mustBeInPlanYear, mustBeNew, mustFollow, mustHaveBegun, type LineFact, type LineOn } from './line-guards';
import { known, leftIn, mustHold, type LineState } from './line-state';

/** A commitment of this line, as its contract was registered. */
export function commitmentOf(state: LineState, commitment: string): LineState['commitments'][string] {
  const reserved = known(state.commitments, commitment);
  must(reserved, 'funds.unknown-commitment', { field: 'commitment', commitment });
  return reserved;
}

function reserve(c: ReserveCommitment, state: LineState, act: Act): readonly LineFact[] {
  mustBeNew(state, 'commitment', c.commitment);
  mustBeInPlanYear(state, c.line, act);
  must(c.expiresOn >= act.effectiveOn, 'funds.commitment-expired', { field: 'expiresOn', commitment: c.commitment, expiresOn: c.expiresOn, law: law.commitment });
  mustHold(state, 'ALC', c.amount, act, law.commitment);
  return [fundsEvents.CommitmentReserved(c)];
}

function release({ line, commitment, amount }: ReleaseCommitment, state: LineState, act: Act): readonly LineFact[] {
  mustFollow(act, commitmentOf(state, commitment).reservedOn);
  mustHaveBegun(state, line, act);
  const pocket = pockets.commitment(commitment);
  const released = amount ?? leftIn(state, pocket);
  must(released > 0n, 'funds.above-what-is-left', { field: 'amount', amount: 0n, left: 0n, account: 'RSV', effectiveOn: act.effectiveOn, law: law.commitment });
  mustHold(state, pocket, released, act, law.commitment);
  return [fundsEvents.CommitmentReleased({ commitment, amount: released })];
}

/** Cam kết chi: holds allocated money for a contract until it is paid, released or expired. */
export const commitmentRules = (on: LineOn): readonly CommandRule<LineState, LineFact>[] => [
  on(ReserveCommitment, { roles: ['finance', 'program', 'officer'], id, scope, decide: (c, state, { act }) => reserve(c, state, act) }),
  on(ReleaseCommitment, { roles: ['finance', 'program', 'officer'], id, scope, requires: ['reason'], decide: (c, state, { act }) => release(c, state, act) }),
];
