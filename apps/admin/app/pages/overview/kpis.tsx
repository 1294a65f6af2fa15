import type { JSX } from 'react';
import type { Json, Words } from '@ledger/kit';
import type { ReportAnswer } from '@ledger/ui/api/catalogue';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { moneyUnits } from '@ledger/ui/money/money';
import { useMoneyUnit } from '@ledger/ui/money/unit-of-money';
import { BasisSign } from '@ledger/ui/table/basis';
import { shownMoney, shownNumber } from '@ledger/ui/table/shown';
import { Behind, type Place } from './card';
import { overviewTexts as texts } from './texts';

interface KpiProps {
  readonly title: Words;
  readonly text: string;
  readonly exact?: string;
  readonly unit: string;
  readonly basis?: Json;
  readonly what?: string;
  readonly place: Place;
}

function Kpi({ title, text, exact, unit, basis, what, place }: KpiProps): JSX.Element {
  const say = useSay();
  return (
    <li className="lg-kpi">
      <span className="lg-kpi-title">{say(title)}</span>
      <span className="lg-kpi-figure" title={exact}><Behind place={place}>{text}</Behind> <small>{unit}</small></span>
      <span className="lg-kpi-what"><BasisSign basis={basis} />{what !== undefined && <span>{what}</span>}</span>
    </li>
  );
}

interface KpisProps {
  readonly year: string;
  readonly trend: ReportAnswer;
  readonly overdue: ReportAnswer | undefined;
}

/** Plan, disbursed, rate and what is overdue, each with its basis and leading to its report. */
export function Kpis({ year, trend: { totals }, overdue }: KpisProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const inUnit = say(moneyUnits[unit].label);
  const money = (value: Json | undefined): { readonly text: string; readonly exact?: string } => (typeof value === 'string' ? shownMoney(BigInt(value), language, unit) : { text: '–' });
  const report: Place = { to: '/reports/capital-plan', search: { year } };
  const rate = totals['rate'];
  return (
    <ul className="lg-kpis">
      <Kpi title={texts.plan} {...money(totals['plan'])} unit={inUnit} basis={totals['basis']} place={report} />
      <Kpi title={texts.disbursed} {...money(totals['disbursed'])} unit={inUnit} basis={totals['basis']} place={{ to: '/reports/disbursement-trend', search: { year } }} />
      <Kpi title={texts.rate} text={typeof rate === 'number' ? `${shownNumber(rate, language)}%` : '–'} unit={say(texts.ofPlan)} basis={totals['basis']} place={{ ...report, search: { year, by: 'holder' } }} />
      <Kpi title={texts.overdue} {...money(overdue?.totals['overdue'])} unit={inUnit} basis={overdue?.totals['basis']} what={say(texts.overdueWhat)} place={{ to: '/reports/overdue-funds' }} />
    </ul>
  );
}
