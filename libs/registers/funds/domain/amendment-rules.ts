import { must, type Act, type CommandRule } from '@ledger/kit';
import { ApproveCorrection, ApproveReversal, CorrectEntry, RejectCorrection, RejectReversal, ReverseEntry } from './commands';
import { fundsEvents } from './events';
import { law } from './law';
import { lineId as id, lineScope as scope, mustDiffer, mustFit, mustFollow, mustHaveBegun, type LineFact, type LineOn } from './line-guards';
import { entryNow, known, mustHold, type Amendment, type Entry, type LineState } from './line-state';

/** An entry that stands: posted by this line alone, not reversed, and not waiting for another amendment. */
function standingEntry(state: LineState, id: string): Entry {
  const entry = entryNow(state, id);
  must(entry, 'funds.unknown-entry', { field: 'entry', entry: id });
  must(!entry.reversed, 'funds.already-reversed', { field: 'entry', entry: id, law: law.correction });
  return entry;
}

function mustBeFree(state: LineState, entry: string): void {
  must(!known(state.reversals, entry) && !known(state.corrections, entry), 'funds.already-pending', { field: 'entry', entry });
}

function prepared(pending: LineState['reversals'], entry: string, act: Act): Amendment {
  const amendment = known(pending, entry);
  must(amendment, 'funds.not-prepared', { field: 'entry', entry });
  mustDiffer(act, amendment.maker);
  return amendment;
}

function approveReversal({ line, entry: entryId }: ApproveReversal, state: LineState, act: Act): readonly LineFact[] {
  prepared(state.reversals, entryId, act);
  const { type, from, to, amount, on, payment, household } = standingEntry(state, entryId);
  mustFollow(act, on);
  mustHaveBegun(state, line, act);
  mustHold(state, to, amount, act, law.correction);
  return [fundsEvents.EntryReversed({ entry: entryId, type, from, to, amount, payment, household })];
}

/** Posts the difference between what was entered and what it should have been, along the entry's own accounts. */
function approveCorrection({ line, entry: entryId }: ApproveCorrection, state: LineState, act: Act): readonly LineFact[] {
  const { amount } = prepared(state.corrections, entryId, act);
  const entry = standingEntry(state, entryId);
  const from = entry.source ?? entry.from;
  mustFollow(act, entry.on);
  mustHaveBegun(state, line, act);
  const difference = amount! - entry.amount;
  if (from === 'SRC' && difference > 0n) mustFit(state, difference);
  mustHold(state, difference > 0n ? from : entry.to, difference > 0n ? difference : -difference, act, law.correction);
  const { type, to, payment, household } = entry;
  return [fundsEvents.EntryCorrected({ entry: entryId, type, from, to, before: entry.amount, amount: amount!, payment, household })];
}

function prepareCorrection({ line, entry, amount }: CorrectEntry, state: LineState, act: Act): readonly LineFact[] {
  mustBeFree(state, entry);
  must(standingEntry(state, entry).amount !== amount, 'funds.zero-change', { field: 'amount' });
  mustHaveBegun(state, line, act);
  return [fundsEvents.CorrectionPrepared({ entry, amount })];
}

/** Bút toán đảo and đính chính: nothing is edited; another entry says what was wrong, prepared by one and approved by another. */
export const amendmentRules = (on: LineOn): readonly CommandRule<LineState, LineFact>[] => [
  on(ReverseEntry, {
    roles: ['finance'], id, scope, requires: ['reason', 'legalBasis'],
    decide: ({ line, entry }, state, { act }) => {
      mustBeFree(state, entry);
      standingEntry(state, entry);
      mustHaveBegun(state, line, act);
      return [fundsEvents.ReversalPrepared({ entry })];
    },
  }),
  on(ApproveReversal, { roles: ['approver'], id, scope, decide: (c, state, { act }) => approveReversal(c, state, act) }),
  on(RejectReversal, {
    roles: ['approver'], id, scope, requires: ['reason'],
    decide: ({ entry }, state, { act }) => {
      prepared(state.reversals, entry, act);
      return [fundsEvents.ReversalRejected({ entry })];
    },
  }),
  on(CorrectEntry, { roles: ['finance'], id, scope, requires: ['reason', 'legalBasis'], decide: (c, state, { act }) => prepareCorrection(c, state, act) }),
  on(ApproveCorrection, { roles: ['approver'], id, scope, decide: (c, state, { act }) => approveCorrection(c, state, act) }),
  on(RejectCorrection, {
    roles: ['approver'], id, scope, requires: ['reason'],
    decide: ({ entry }, state, { act }) => {
      prepared(state.corrections, entry, act);
      return [fundsEvents.CorrectionRejected({ entry })];
    },
  }),
];
