import type { JSX } from 'react';
import type { Words } from '@ledger/kit';
import { accounts, balanceOf, entriesOf, isDisbursed, isPlanned, type Account, type EntryStanding, type LineState } from '@ledger/registers/funds/domain';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { formatMoney } from '@ledger/ui/money/money';
import { PlainTable } from '@ledger/ui/table/plain-table';
import { refusalText } from '@ledger/ui/work/refusal-text';
import { useRefusalTexts } from '@ledger/ui/work/refusal-texts';
import type { Trial } from '@ledger/ui/work/trial';
import { useTable } from '@ledger/ui/work/use-table';
import { correctionTexts } from './texts';

interface EffectProps {
  readonly state: LineState;
  readonly standing: EntryStanding;
  /** Undefined while the true amount is not entered. */
  readonly trial: Trial | undefined;
}

interface Line {
  readonly label: Words;
  readonly before: bigint;
  readonly after: bigint;
}

const disbursedBy = (state: LineState): bigint => accounts.filter(isDisbursed).reduce((total, account) => total + balanceOf(state, account), 0n);

/** Before and after: the entry, the line's accounts that it moves, and what the line has disbursed. */
export function Effect({ state, standing, trial }: EffectProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const texts = useRefusalTexts() ?? {};
  const named = useTable('funds/postings')?.columns.find(({ key }) => key === 'account')?.choices ?? {};
  const shown = (amount: bigint): string => formatMoney(amount, 'dong', language);
  if (!trial) return <p className="lg-quiet">{say(correctionTexts.typeAmount)}</p>;
  if (!trial.accepted) return <p className="lg-left-not" role="status">{say(refusalText(texts, trial.code, trial.details))}</p>;
  const after = trial.state as LineState;
  const now = entriesOf(after).find(({ entry }) => entry.id === standing.entry.id);
  const nameOf = (account: Account): Words => named[account] ?? { vi: account, en: account };
  const lines: readonly Line[] = [
    { label: correctionTexts.amount, before: standing.amount, after: now && !now.reversed ? now.amount : 0n },
    ...accounts.filter(isPlanned).map((account) => ({ label: nameOf(account), before: balanceOf(state, account), after: balanceOf(after, account) })).filter((each) => each.before !== each.after),
    { label: correctionTexts.disbursed, before: disbursedBy(state), after: disbursedBy(after) },
  ];
  return (
    <section aria-label={say(correctionTexts.effect)} aria-live="polite">
      <h3>{say(correctionTexts.effect)}</h3>
      <PlainTable label={say(correctionTexts.effect)} rows={lines} keyOf={({ label }) => label.en} columns={[
        { key: 'account', label: say(correctionTexts.account), cell: ({ label }) => say(label) },
        { key: 'before', label: say(correctionTexts.before), number: true, cell: ({ before, after: then }) => (before === then ? shown(before) : <s>{shown(before)}</s>) },
        { key: 'after', label: say(correctionTexts.after), number: true, cell: ({ after: then }) => shown(then) },
        { key: 'change', label: say(correctionTexts.change), number: true, cell: ({ before, after: then }) => (then === before ? '–' : `${then > before ? '+' : ''}${shown(then - before)}`) },
      ]} />
      <p className="lg-quiet">{say(correctionTexts.effectWhy)}</p>
    </section>
  );
}
