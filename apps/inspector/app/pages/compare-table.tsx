import { useState, type JSX } from 'react';
import { Button } from 'antd';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useMoneyUnit } from '@ledger/ui/money/unit-of-money';
import { shownFigure } from '@ledger/ui/report/report-table';
import type { ComparisonQuestion, ExplainedFigure } from '../../source/report-explainer';
import { Explained } from './compare-explained';
import type { FigureDifference, ReportDifference } from './compare-figures';
import { compareTexts } from './compare-texts';
import type { ReportWords } from './compare-words';

/** What is shown of a report at two moments, and taken away in files. */
export interface ReportComparison {
  readonly rows: readonly ReportDifference[];
  readonly totals: ReportDifference;
  readonly words: ReportWords;
  /** Absent where the report does not say over what it adds up. */
  readonly question: ComparisonQuestion | undefined;
  /** Undefined while it is being worked out. */
  readonly explained: readonly ExplainedFigure[] | undefined;
}

const ROWS_AT_FIRST = 60;

/** Each value that differs, with what explains it; on a phone a card for each. */
export function DifferenceTable({ title, rows, totals, words, question, explained }: ReportComparison & { readonly title: string }): JSX.Element {
  const say = useSay();
  const [count, setCount] = useState(ROWS_AT_FIRST);
  const known = explained && new Map(explained.map((figure) => [`${figure.row} ${figure.column}`, figure]));
  const linesOf = (difference: ReportDifference, head: JSX.Element): readonly JSX.Element[] => difference.figures.map((figure, index) => (
    <tr key={`${difference.key} ${figure.column}`} role="row">
      {index === 0 ? <th role="rowheader" scope="row" rowSpan={difference.figures.length}>{head}</th> : null}
      <FigureCells figure={figure} words={words} of={index === 0 ? undefined : head} />
      <td role="cell" data-label={say(compareTexts.explain)}>{question && <Explained question={{ ...question, row: figure.row, column: figure.column }} figure={figure} words={words} explained={known?.get(`${figure.row} ${figure.column}`)} worked={known !== undefined} />}</td>
    </tr>
  ));
  return (
    <>
      <div className="lg-table-window" role="region" aria-label={title} tabIndex={0}>
        <table className="lg-table lg-compared" role="table" aria-label={title}>
          <thead role="rowgroup"><tr role="row">
            {[compareTexts.row, compareTexts.column].map((text) => <th key={text.en} role="columnheader" scope="col">{say(text)}</th>)}
            {['A', 'B', say(compareTexts.change)].map((text) => <th key={text} role="columnheader" scope="col" className="lg-number">{text}</th>)}
            <th role="columnheader" scope="col">{say(compareTexts.explain)}</th>
          </tr></thead>
          <tbody role="rowgroup">
            {rows.slice(0, count).flatMap((row) => linesOf(row, <>{words.rowName(row.row)}{row.only && <span className="lg-quiet"> ({say(row.only === 'B' ? compareTexts.appeared : compareTexts.vanished)})</span>}</>))}
          </tbody>
          <tfoot role="rowgroup">{linesOf(totals, <>{say(compareTexts.total)}</>)}</tfoot>
        </table>
      </div>
      {rows.length > count && <p><Button onClick={() => setCount(rows.length)}>{say(compareTexts.moreRows, { count: rows.length - count })}</Button></p>}
    </>
  );
}

interface FigureCellsProps {
  readonly figure: FigureDifference;
  readonly words: ReportWords;
  /** What it is a figure of, said again where each figure is a card of its own. */
  readonly of: JSX.Element | undefined;
}

function FigureCells({ figure: { described, before, after, change }, words: { valueOf }, of }: FigureCellsProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const [one, other] = [before, after].map((value) => valueOf(described, value, unit));
  const delta = change === undefined ? undefined : shownFigure(described, described.unit === 'VND' ? change.toString() : Number(change), language, unit);
  return (
    <>
      <td role="cell" data-label={say(compareTexts.column)}><span>{of && <span className="lg-compared-of">{of}</span>}{say(described.label)}</span></td>
      <td role="cell" data-label="A" className="lg-number" title={one!.exact}>{one!.text || '–'}</td>
      <td role="cell" data-label="B" className="lg-number" title={other!.exact}>{other!.text || '–'}</td>
      <td role="cell" data-label={say(compareTexts.change)} className="lg-number" title={delta?.exact}><strong>{change !== undefined && change > 0n ? '+' : ''}{delta?.text ?? ''}</strong></td>
    </>
  );
}
