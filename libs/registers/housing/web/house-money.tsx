import type { JSX } from 'react';
import { paid, paidOrRequested, type House } from '@ledger/registers/housing/domain/house-state';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { moneyUnits } from '@ledger/ui/money/money';
import { useMoneyUnit } from '@ledger/ui/money/unit-of-money';
import { shownMoney } from '@ledger/ui/table/shown';
import { pageTexts } from './page-texts';

/** What the household is to get, and what of it was paid; exact đồng when pointed at. */
export function HouseMoney({ house }: { readonly house: House }): JSX.Element | null {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  if (!house.approval) return null;
  const figures = [
    [pageTexts.support, house.approval.amount], [pageTexts.paid, paid(house)], [pageTexts.beingPaid, paidOrRequested(house) - paid(house)], [pageTexts.left, house.approval.amount - paidOrRequested(house)],
  ] as const;
  return (
    <>
      {figures.filter(([label, amount]) => label !== pageTexts.beingPaid || amount > 0n).map(([label, amount]) => {
        const { text, exact } = shownMoney(amount, language, unit);
        return <div key={label.en}><dt>{say(label)}</dt><dd title={exact}>{text} {say(moneyUnits[unit].label)}</dd></div>;
      })}
    </>
  );
}
