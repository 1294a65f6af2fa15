import { lazy, Suspense, type JSX, type ReactNode } from 'react';
import type { ReportAnswer, ReportColumnDescription, Row } from '../api/catalogue';
import { queryText } from '../api/request';
import { Loading } from '../frame/notice';
import { useLanguage, useSay } from '../language/language';
import { knownAtParameter, type Moment } from '../moment/moment';
import { formatMoney, moneyUnits } from '../money/money';
import { MoneyUnitSwitch, useMoneyUnit } from '../money/unit-of-money';
import { shownDay, shownNumber } from '../table/shown';
import { uiTexts } from '../texts';
import { FileLinks } from './file-links';
import { Issue } from './issue';
import { ReportTable } from './report-table';
import './report.css';

/** Beyond so many rows a chart is longer than it is clear. */
const CHART_ROWS_MAX = 40;

const Chart = lazy(() => import('./chart'));

/** Which figures of a report a chart draws, for which of its rows. */
export interface ReportChart {
  readonly label: (row: Row) => string;
  readonly keys: readonly string[];
  readonly rows?: (row: Row) => boolean;
  readonly stacked?: boolean;
}

interface ReportViewProps {
  readonly answer: ReportAnswer;
  readonly parameters: Readonly<Record<string, string | undefined>>;
  readonly moment: Moment;
  readonly chart?: ReportChart;
  readonly textOf?: (column: ReportColumnDescription, value: string) => string | undefined;
  readonly link?: (column: ReportColumnDescription, row: Row, text: string) => JSX.Element | undefined;
  readonly children?: ReactNode;
}

/** A report: chart and table of the same figures, files of it, and everything needed to ask for the same again. */
export function ReportView({ answer, parameters, moment, chart, textOf, link, children }: ReportViewProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const hasMoney = answer.columns.some((column) => column.unit === 'VND');
  const address = (format: string): string => `/api/reports/${answer.name}${queryText({ ...parameters, asOf: moment.asOf, knownAt: knownAtParameter(moment.knownAt), format, lang: language })}`;
  return (
    <>
      <div className="lg-tools">
        {hasMoney && <MoneyUnitSwitch />}
        <span className="lg-gap" />
        <FileLinks address={address} />
      </div>
      {children}
      {chart && <ReportFigure answer={answer} chart={chart} />}
      {answer.rows.length === 0 && <p className="lg-empty" role="status">{say(uiTexts.noRows)}</p>}
      <ReportTable answer={answer} textOf={textOf} link={link} />
      <Issue answer={answer} parameters={parameters} moment={moment} />
      <footer className="lg-report-foot">
        {answer.notes.map((note) => <p key={note.en}>{say(note)}</p>)}
        {hasMoney && unit !== 'dong' && <p>{say(uiTexts.unitOfAmounts, { unit: say(moneyUnits[unit].label) })}. {say(uiTexts.rounded)}</p>}
        <p>{say(uiTexts.reportOf, { asOf: shownDay(answer.asOf, language), position: answer.position, program: answer.versions.program })}</p>
      </footer>
    </>
  );
}

function ReportFigure({ answer, chart }: { readonly answer: ReportAnswer; readonly chart: ReportChart }): JSX.Element | null {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const rows = answer.rows.filter((row) => chart.rows?.(row) ?? true);
  const columns = chart.keys.flatMap((key) => answer.columns.find((column) => column.key === key) ?? []);
  if (rows.length === 0 || rows.length > CHART_ROWS_MAX || columns.length === 0) return null;
  const isMoney = columns[0]!.unit === 'VND';
  const scale = 10 ** moneyUnits[unit].power;
  const figure = (row: Row, key: string): number => (isMoney ? Number(row[key] ?? 0) / scale : Number(row[key] ?? 0));
  const valueText = (value: number): string => (isMoney && Number.isInteger(value) ? formatMoney(BigInt(value), 'dong', language) : shownNumber(Math.round(value * 10) / 10, language));
  return (
    <Suspense fallback={<Loading />}>
      <Chart label={`${say(answer.title)}: ${columns.map((column) => say(column.label)).join(', ')}${isMoney ? ` (${say(moneyUnits[unit].label)})` : ''}`}
        categories={rows.map(chart.label)} stacked={chart.stacked} valueText={valueText} series={columns.map((column) => ({ name: say(column.label), values: rows.map((row) => figure(row, column.key)) }))} />
    </Suspense>
  );
}

