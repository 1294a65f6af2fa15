import type { JSX } from 'react';
import type { ReportAnswer } from '@ledger/ui/api/catalogue';
import { useTotals } from '@ledger/ui/api/queries';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useMoment } from '@ledger/ui/moment/moment';
import { moneyUnits } from '@ledger/ui/money/money';
import { useMoneyUnit } from '@ledger/ui/money/unit-of-money';
import { shownMoney, shownNumber } from '@ledger/ui/table/shown';
import { Behind, type Place } from './card';
import { overviewTexts as texts } from './texts';

/** A payment that was approved should be paid within so many days of being prepared. */
const UNPAID_DAYS = 30;
const DAY_MS = 86_400_000;

interface AttentionProps {
  readonly today: string;
  readonly overdue: ReportAnswer | undefined;
  readonly houses: ReportAnswer | undefined;
  readonly criteria: ReportAnswer | undefined;
  readonly year: string;
}

const daysBefore = (day: string, days: number): string => new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);

/** What somebody should look at, each with where to. */
export function Attention({ today, overdue, houses, criteria, year }: AttentionProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const { asOf, knownAt } = useMoment();
  const isNow = asOf === undefined;
  const unpaidFilter = { 'step': 'approved', 'preparedOn.to': daysBefore(today, UNPAID_DAYS) };
  const unpaid = useTotals('funds/payments', { ...unpaidFilter, of: 'amount' }, { knownAt }, isNow);
  const pending = useTotals('funds/pending', {}, { knownAt }, isNow);
  const money = (amount: string): string => `${shownMoney(BigInt(amount), language, unit).text} ${say(moneyUnits[unit].label)}`;
  const count = (value: unknown): string => shownNumber(Number(value), language);
  const [stuck, awaiting, late] = [Number(houses?.totals['stuck'] ?? 0), Number(criteria?.totals['awaiting'] ?? 0), String(overdue?.totals['overdue'] ?? '0')];
  const [unpaidGroup, pendingGroup] = [isNow ? unpaid.data?.groups[0] : undefined, isNow ? pending.data?.groups[0] : undefined];
  const items: readonly (readonly [text: string, place: Place] | false)[] = [
    late !== '0' && [say(texts.overdueFunds, { amount: money(late), count: count(overdue!.rows.length) }), { to: '/reports/overdue-funds' }],
    unpaidGroup !== undefined && unpaidGroup.rows > 0 && [say(texts.unpaid, { count: count(unpaidGroup.rows), days: UNPAID_DAYS, amount: money(String(unpaidGroup['amount'] ?? '0')) }), { to: '/registers/funds/payments', search: unpaidFilter }],
    pendingGroup !== undefined && pendingGroup.rows > 0 && [say(texts.pending, { count: count(pendingGroup.rows) }), { to: '/registers/funds/pending' }],
    stuck > 0 && [say(texts.stuckHouses, { count: count(stuck) }), { to: '/reports/housing-progress', search: { year, by: 'commune' } }],
    awaiting > 0 && [say(texts.awaiting, { count: count(awaiting) }), { to: '/reports/criteria-matrix' }],
  ];
  const shown = items.filter((item) => item !== false);
  return (
    <>
      {shown.length === 0 ? <p>{say(texts.nothing)}</p> : <ul className="lg-attention">{shown.map(([text, place]) => <li key={text}><span aria-hidden="true">▲</span> <Behind place={place}>{text}</Behind></li>)}</ul>}
      {!isNow && <p className="lg-quiet">{say(texts.currentOnly)}</p>}
    </>
  );
}
