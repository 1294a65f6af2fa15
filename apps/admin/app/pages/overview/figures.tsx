import type { JSX } from 'react';
import type { ReportAnswer, Row } from '@ledger/ui/api/catalogue';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { formatMoney, moneyUnits } from '@ledger/ui/money/money';
import { useMoneyUnit } from '@ledger/ui/money/unit-of-money';
import { ReportTable, shownFigure } from '@ledger/ui/report/report-table';
import { Twin } from '@ledger/ui/report/twin';
import { PlainTable } from '@ledger/ui/table/plain-table';
import { shownMoney, shownMonth, shownNumber } from '@ledger/ui/table/shown';
import { Behind } from './card';
import { overviewTexts as texts } from './texts';

const RANKED = 10;
const STAGES = ['plan', 'allocated', 'committed', 'disbursed', 'expended'] as const;

/** Amounts as a chart takes them: in the chosen unit. */
function useScaled(): { readonly of: (row: Row, key: string) => number; readonly text: (value: number) => string; readonly unit: string } {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const scale = 10 ** moneyUnits[unit].power;
  return {
    of: (row, key) => Number(row[key] ?? 0) / scale,
    text: (value) => (Number.isInteger(value) ? formatMoney(BigInt(value), 'dong', language) : shownNumber(Math.round(value * 10) / 10, language)),
    unit: say(moneyUnits[unit].label),
  };
}

/** Plan against what was paid, month by month. */
export function Trend({ answer }: { readonly answer: ReportAnswer }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const scaled = useScaled();
  const labelOf = (key: string): string => say(answer.columns.find((column) => column.key === key)!.label);
  const series = ['plan', 'disbursed'].map((key) => ({ name: labelOf(key), values: answer.rows.map((row) => scaled.of(row, key)) }));
  return (
    <Twin title={say(texts.trend)} table={<ReportTable answer={answer} />}
      chart={{ label: `${say(texts.trend)} (${scaled.unit})`, shape: 'lines', categories: answer.rows.map((row) => shownMonth(String(row['month']), language)), series, valueText: scaled.text }} />
  );
}

/** The units that have paid least of their plan. */
export function Ranking({ answer, year }: { readonly answer: ReportAnswer; readonly year: string }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const ranked = answer.rows.filter(({ level, rate }) => level === 'holder' && typeof rate === 'number').sort((a, b) => Number(a['rate']) - Number(b['rate'])).slice(0, RANKED);
  return (
    <>
      <p className="lg-quiet">{say(texts.rankingWhat)}</p>
      <ol className="lg-ranking">
        {ranked.map((row) => {
          const money = (key: string): string => shownMoney(BigInt(String(row[key])), language, unit).text;
          return (
            <li key={String(row['holder'])}>
              <Behind place={{ to: '/registers/funds/lines', search: { holder: String(row['holder']), planYear: year } }}>{String(row['name'])}</Behind>
              <meter min={0} max={100} value={Number(row['rate'])} aria-label={String(row['name'])} />
              <span className="lg-number">{shownNumber(Number(row['rate']), language)}%</span>
              <span className="lg-number lg-quiet">{money('disbursed')} / {money('plan')}</span>
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** How much of the plan has come how far. */
export function Funnel({ answer }: { readonly answer: ReportAnswer }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const scaled = useScaled();
  const { totals, columns } = answer;
  const plan = Number(totals['plan'] ?? 0);
  const stages = STAGES.map((key) => {
    const column = columns.find((each) => each.key === key)!;
    return { key, name: say(column.label), shown: shownFigure(column, totals[key], language, unit), value: scaled.of(totals, key), share: plan === 0 ? undefined : Math.round((Number(totals[key] ?? 0) / plan) * 1_000) / 10 };
  });
  const table = (
    <PlainTable label={say(texts.funnel)} rows={stages} keyOf={({ key }) => key} columns={[
      { key: 'stage', label: say(texts.stage), cell: ({ name }) => name },
      { key: 'amount', label: say(texts.amount), number: true, cell: ({ shown }) => <span title={shown.exact}>{shown.text}</span> },
      { key: 'share', label: say(texts.share), number: true, cell: ({ share }) => (share === undefined ? '–' : `${shownNumber(share, language)}%`) },
    ]} />
  );
  return <Twin title={say(texts.funnel)} table={table} chart={{ label: `${say(texts.funnel)} (${scaled.unit})`, categories: stages.map(({ name }) => name), series: [{ name: say(texts.amount), values: stages.map(({ value }) => value) }], valueText: scaled.text }} />;
}
