import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { JSX } from 'react';
import type { ReportColumnDescription, Row } from '@ledger/ui/api/catalogue';
import { saveBlob } from '@ledger/ui/api/saved-file';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { eventName } from '@ledger/ui/history/sentence';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import type { Moment } from '@ledger/ui/moment/moment';
import { MoneyUnitSwitch, useMoneyUnit } from '@ledger/ui/money/unit-of-money';
import { useNames } from '@ledger/ui/names/names';
import { useRegisters } from '@ledger/ui/pages/registers';
import { shownFigure } from '@ledger/ui/report/report-table';
import { useTable } from '@ledger/ui/work/use-table';
import { allRows } from '../../source/compare-rows';
import { useSource } from '../../source/source-context';
import { explainingPostings, isExplained, postingsBehind, reportDifferences, sumOf, type ExplainingPosting, type FigureDifference, type ReportDifference } from './compare-differences';
import { compareTexts } from './compare-texts';

const POSTINGS = 'funds/postings';

interface Props {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly a: Moment;
  readonly b: Moment;
}

/** A report at A and at B: rows that differ, and the postings that explain each difference. */
export function ComparedReport({ name, parameters, a, b }: Props): JSX.Element {
  const say = useSay();
  const source = useSource();
  const postingsTable = useTable(POSTINGS);
  const { data, error, refetch } = useQuery({
    queryKey: ['compare', source.kind, name, parameters, a, b],
    queryFn: async ({ signal }) => {
      const [before, after] = await Promise.all([a, b].map((moment) => source.report(name, parameters, moment, signal)));
      if (name !== 'capital-plan' || !postingsTable) return { before: before!, after: after!, postings: undefined };
      const [one, other] = await Promise.all([a, b].map((moment) => allRows({ source, moment, where: { planYear: parameters['year'] } }, postingsTable, signal)));
      return { before: before!, after: after!, postings: explainingPostings(one!, other!) };
    },
  });
  if (error) return <ErrorNotice error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const { rows, totals } = reportDifferences(data.before, data.after);
  const title = say(data.after.title);
  const hasMoney = data.after.columns.some(({ unit }) => unit === 'VND');
  return (
    <section aria-label={title}>
      <div className="lg-tools">
        {hasMoney && <MoneyUnitSwitch />}
        <span className="lg-gap" />
        <Exports title={title} report={name} rows={[...rows, totals]} columns={data.after.columns} a={a} b={b} />
      </div>
      {rows.length === 0 ? <p className="lg-empty">{say(compareTexts.nothing)}</p> : (
        <>
          <p role="status">{say(compareTexts.differing, { count: rows.length })}</p>
          <DifferenceTable title={title} report={name} rows={rows} totals={totals} columns={data.after.columns} postings={data.postings} />
        </>
      )}
    </section>
  );
}

interface TableProps {
  readonly title: string;
  readonly report: string;
  readonly rows: readonly ReportDifference[];
  readonly totals: ReportDifference;
  readonly columns: readonly ReportColumnDescription[];
  readonly postings: readonly ExplainingPosting[] | undefined;
}

function DifferenceTable({ title, report, rows, totals, columns, postings }: TableProps): JSX.Element {
  const say = useSay();
  const name = useRowName(report, columns);
  return (
    <div className="lg-table-window" role="region" aria-label={title} tabIndex={0}>
      <table className="lg-table">
        <thead><tr><th scope="col">{say(compareTexts.row)}</th><th scope="col">{say(compareTexts.column)}</th><th scope="col" className="lg-number">A</th><th scope="col" className="lg-number">B</th><th scope="col" className="lg-number">{say(compareTexts.change)}</th><th scope="col">{say(compareTexts.explain)}</th></tr></thead>
        <tbody>
          {rows.flatMap((row) => row.figures.map((figure, index) => (
            <tr key={`${row.key} ${figure.column.key}`}>
              {index === 0 && <th scope="row" rowSpan={row.figures.length}>{name(row.row)}{row.only && <span className="lg-quiet"> ({say(row.only === 'B' ? compareTexts.appeared : compareTexts.vanished)})</span>}</th>}
              <FigureCells figure={figure} />
              <td>{postings && isExplained(report, figure.column.key) && figure.change !== undefined && <Explained postings={postingsBehind(postings, row.row, figure.column.key)} change={figure.change} figure={figure.column} />}</td>
            </tr>
          )))}
        </tbody>
        <tfoot>
          {totals.figures.map((figure, index) => (
            <tr key={figure.column.key}>
              {index === 0 && <th scope="row" rowSpan={totals.figures.length}>{say(compareTexts.total)}</th>}
              <FigureCells figure={figure} />
              <td>{postings && isExplained(report, figure.column.key) && figure.change !== undefined && <Proof explained={sumOf(postingsBehind(postings, {}, figure.column.key))} change={figure.change} figure={figure.column} />}</td>
            </tr>
          ))}
        </tfoot>
      </table>
    </div>
  );
}

/** The texts that name a row of a report, as the report itself words them. */
function useRowName(report: string, columns: readonly ReportColumnDescription[]): (row: Row) => string {
  const { language } = useLanguage();
  const { all } = useRegisters();
  const says = all.map(({ reports }) => reports?.[report]?.says).find((each) => each !== undefined);
  return (row) => columns.filter(({ unit, key }) => unit === 'text' && key !== 'level').flatMap(({ key }) => {
    const value = row[key];
    return typeof value === 'string' ? [(says?.[key]?.[value] ?? says?.['*']?.[value])?.[language] ?? value] : [];
  }).join(' · ') || String(row['level'] ?? '');
}

function FigureCells({ figure: { column, before, after, change } }: { readonly figure: FigureDifference }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const [one, other] = [before, after].map((value) => shownFigure(column, value, language, unit));
  const delta = change === undefined ? undefined : shownFigure(column, column.unit === 'VND' ? change.toString() : Number(change), language, unit);
  return (
    <>
      <td>{say(column.label)}</td>
      <td className="lg-number" title={one!.exact}>{one!.text || '–'}</td>
      <td className="lg-number" title={other!.exact}>{other!.text || '–'}</td>
      <td className="lg-number" title={delta?.exact}><strong>{delta && change !== undefined && change > 0n ? '+' : ''}{delta?.text ?? ''}</strong></td>
    </>
  );
}

interface ProofProps {
  readonly explained: bigint;
  readonly change: bigint;
  readonly figure: ReportColumnDescription;
}

/** That the events behind a difference add up to it. */
function Proof({ explained, change, figure }: ProofProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const [one, other] = [explained, change].map((amount) => shownFigure(figure, amount.toString(), language, unit).text);
  const fits = explained === change;
  return <span className={fits ? 'lg-check-good' : 'lg-check-bad'}>{say(compareTexts.sumExplained, { explained: one!, change: other! })} {say(fits ? compareTexts.fits : compareTexts.fitsNot)}</span>;
}

function Explained({ postings, change, figure }: { readonly postings: readonly ExplainingPosting[]; readonly change: bigint; readonly figure: ReportColumnDescription }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const { eventOf } = useRegisters();
  const nameOf = useNames();
  return (
    <details>
      <summary>{postings.length} {say(compareTexts.event)}</summary>
      <ul className="lg-explaining">
        {postings.map(({ entry, type, line, account, change: part }) => (
          <li key={`${entry} ${line} ${account}`}>
            <strong className="lg-number">{part > 0n ? '+' : ''}{shownFigure(figure, part.toString(), language, unit).text}</strong>{' '}
            {eventName(eventOf(type)?.words, type, language)} · {nameOf('unit-code', line.split(':').at(-1)!) ?? ''} · <span className="lg-code">{account}</span>{' '}
            <Link to="/history/$stream" params={{ stream: `funds.line-${line}` } as never}>{line}</Link>
          </li>
        ))}
      </ul>
      <Proof explained={sumOf(postings)} change={change} figure={figure} />
    </details>
  );
}

interface ExportsProps {
  readonly title: string;
  readonly report: string;
  readonly rows: readonly ReportDifference[];
  readonly columns: readonly ReportColumnDescription[];
  readonly a: Moment;
  readonly b: Moment;
}

function Exports({ title, report, rows, columns, a, b }: ExportsProps): JSX.Element {
  const say = useSay();
  const name = useRowName(report, columns);
  const save = async (format: 'csv' | 'docx'): Promise<void> => {
    const { csvOf, docxOf } = await import('./compare-files');
    const headings = [compareTexts.row, compareTexts.column, { vi: 'A', en: 'A' }, { vi: 'B', en: 'B' }, compareTexts.change].map((words) => say(words));
    const cells = rows.flatMap((row) => row.figures.map(({ column, before, after, change }) => [name(row.row) || say(compareTexts.total), say(column.label), String(before ?? ''), String(after ?? ''), change === undefined ? '' : String(change)]));
    const table = { title, headings, cells, moments: { a, b } };
    saveBlob(await (format === 'csv' ? csvOf(table) : docxOf(table)), `compare-${b.asOf ?? b.knownAt ?? 'now'}.${format}`);
  };
  return <>{(['csv', 'docx'] as const).map((format) => <Button key={format} size="small" onClick={() => void save(format)}>{say(format === 'csv' ? compareTexts.exportCsv : compareTexts.exportDocx)}</Button>)}</>;
}
