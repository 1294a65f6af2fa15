import type { JSX } from 'react';
import type { Words } from '@ledger/kit';
import { accounts, balanceOf, entriesOf, isDisbursed, isPlanned, line as lineDecider, type Account, type EntryStanding, type LineState } from '@ledger/registers/funds/domain';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import type { CorrectedState, Correction, CorrectionWay, EffectLine, RecordedFact } from '@ledger/ui/correction/correction';
import { money, shownValue } from '@ledger/ui/correction/value';
import { filled } from '@ledger/ui/language/filled';
import { useSay } from '@ledger/ui/language/language';
import { useTable } from '@ledger/ui/work/use-table';
import { useLineName } from '../line-name';
import { LineChoice } from '../payments/line-choice';
import { correctionTexts } from './texts';

/** The entries of a fund line: what is wrong with one is said by another, prepared by one person and approved by another. */
export const lineCorrections: Correction<LineState> = {
  decider: lineDecider,
  useName: useLineName,
  Choice: ({ onChoose }): JSX.Element => <><p>{useSay()(correctionTexts.which)}</p><LineChoice command="CorrectEntry" onChoose={onChoose} /></>,
  facts: (state, events) => entriesOf(state).flatMap((standing) => factOf(standing, state, events)),
  waysOf: (line, { id, on }) => [
    wayOf('correct', { line, entry: id }, on),
    wayOf('reverse', { line, entry: id }, on),
  ],
  useEffects: () => {
    const named = useTable('funds/postings')?.columns.find(({ key }) => key === 'account')?.choices ?? {};
    return (change) => effectsOf(change, (account) => named[account] ?? { vi: account, en: account });
  },
  sent: correctionTexts.prepared,
};

function factOf({ entry, amount, reversed }: EntryStanding, state: LineState, events: readonly RecordedEvent[]): readonly RecordedFact[] {
  const event = events.find(({ id }) => id === entry.id);
  if (!event) return [];
  const changed = reversed ? { now: null } : amount === entry.amount ? {} : { now: money(amount) };
  return [{ id: entry.id, event, on: entry.on, recorded: money(entry.amount), ...changed, notes: notesOn(entry.id, state, { reversed, corrected: amount !== entry.amount }) }];
}

function notesOn(entry: string, { corrections, reversals }: LineState, { reversed, corrected }: { readonly reversed: boolean; readonly corrected: boolean }): readonly Words[] {
  const pending = corrections[entry]?.amount;
  return [
    ...(reversed ? [correctionTexts.reversed] : corrected ? [correctionTexts.corrected] : []),
    ...(reversals[entry] ? [correctionTexts.pendingReversal] : []),
    ...(pending === undefined ? [] : [withAmount(correctionTexts.pendingCorrection, pending)]),
  ];
}

const withAmount = (words: Words, amount: bigint): Words => ({
  vi: filled(words.vi, { amount: shownValue(money(amount), 'vi') }),
  en: filled(words.en, { amount: shownValue(money(amount), 'en') }),
});

const commands = { correct: ['CorrectEntry', 'ApproveCorrection', 'prepareIt'], reverse: ['ReverseEntry', 'ApproveReversal', 'prepareReversal'] } as const;

/** It counts from the entry's own day. */
function wayOf(way: keyof typeof commands, known: Readonly<Record<string, string>>, effectiveOn: string): CorrectionWay {
  const [command, agreed, send] = commands[way];
  return { command, label: correctionTexts[way], send: correctionTexts[send], known, effectiveOn, agreed: { command: agreed, values: known } };
}

const disbursedBy = (state: LineState): bigint => accounts.filter(isDisbursed).reduce((total, account) => total + balanceOf(state, account), 0n);

/** The entry, the accounts that it moves, and what the line has disbursed. */
function effectsOf({ before, after, fact }: CorrectedState<LineState>, nameOf: (account: Account) => Words): readonly EffectLine[] {
  const standingIn = (state: LineState): bigint => {
    const now = entriesOf(state).find(({ entry }) => entry.id === fact.id);
    return now && !now.reversed ? now.amount : 0n;
  };
  const moved = accounts.filter(isPlanned).filter((account) => balanceOf(before, account) !== balanceOf(after, account));
  const line = (label: Words, of: (state: LineState) => bigint): EffectLine => ({ label, before: money(of(before)), after: money(of(after)) });
  return [line(correctionTexts.amount, standingIn), ...moved.map((account) => line(nameOf(account), (state) => balanceOf(state, account))), line(correctionTexts.disbursed, disbursedBy)];
}
