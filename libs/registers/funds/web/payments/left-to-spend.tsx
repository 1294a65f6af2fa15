import type { JSX } from 'react';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { formatMoney, moneyUnits } from '@ledger/ui/money/money';
import type { Outlook } from './use-outlook';
import { paymentTexts } from './texts';

/** What is left to spend, and what would be left, while the amount is being typed. */
export function LeftToSpend({ outlook: { left, amount, refusal } }: { readonly outlook: Outlook }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const shown = (value: bigint): string => `${formatMoney(value, 'dong', language)} ${say(moneyUnits.dong.label)}`;
  const after = amount === undefined ? undefined : left - amount;
  return (
    <p className="lg-left" aria-live="polite">
      {say(paymentTexts.leftNow, { left: shown(left) })}
      {after !== undefined && <>, <span className={after < 0n ? 'lg-left-not' : undefined}>{say(paymentTexts.leftAfter, { left: shown(after) })}</span></>}
      {refusal && <><br /><span className="lg-left-not">{say(refusal)}</span></>}
    </p>
  );
}
