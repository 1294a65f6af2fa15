import type { JSX } from 'react';
import type { Json } from '@ledger/kit';
import type { ReportAnswer, ReportColumnDescription, Row } from '../api/catalogue';
import { useLanguage, useSay, type Language } from '../language/language';
import type { MoneyUnit } from '../money/money';
import { useMoneyUnit } from '../money/unit-of-money';
import { BasisSign } from '../table/basis';
import { shownMoney, shownMonth, shownNumber, type Shown } from '../table/shown';
import { uiTexts } from '../texts';

/** Characters beyond which a text gets room before it is broken into lines. */
const LONG = 24;

/** So that percentages of a column stand under each other; reports round to two places. */
const PERCENT_PLACES = 2;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Characters beyond which a name is not squeezed into a column of single words. */
const NAME = 10;

const NOTHING: Shown = { text: '' };

/** A figure as its unit wants it. */
export function shownFigure({ unit }: ReportColumnDescription, value: Json | undefined, language: Language, money: MoneyUnit): Shown {
  if (value === undefined || value === null) return NOTHING;
  if (unit === 'VND' && typeof value === 'string' && /^-?\d+$/.test(value)) return shownMoney(BigInt(value), language, money);
  if (unit === 'percent' && typeof value === 'number') return { text: `${shownNumber(value, language, PERCENT_PLACES)}%` };
  if (unit === 'text' && typeof value === 'string' && MONTH.test(value)) return { text: shownMonth(value, language) };
  return { text: typeof value === 'number' ? shownNumber(value, language) : typeof value === 'object' ? JSON.stringify(value) : String(value) };
}

const roomFor = (written: string): string | undefined => (written.length > LONG ? 'lg-long' : written.length > NAME ? 'lg-named' : undefined);

const isFigure = ({ unit }: ReportColumnDescription): boolean => unit !== 'text';

interface ReportTableProps {
  readonly answer: ReportAnswer;
  /** What a text cell says instead of its code. */
  readonly textOf?: (column: ReportColumnDescription, value: string) => string | undefined;
  /** Where a figure leads: its text as a link to what lies behind it. */
  readonly link?: (column: ReportColumnDescription, row: Row, text: string) => JSX.Element | undefined;
}

/** The rows of a report with their totals; the basis of a figure stands wherever the figure does. */
export function ReportTable({ answer, textOf, link }: ReportTableProps): JSX.Element {
  const say = useSay();
  const { columns, rows, totals } = answer;
  const withBasis = [...rows, totals].some((row) => row['basis'] !== undefined);
  return (
    <div className="lg-table-window" role="region" aria-label={say(answer.title)} tabIndex={0}>
      <table className="lg-table" role="table" aria-label={say(answer.title)}>
        <thead role="rowgroup"><tr role="row">
          {columns.map((column) => <th key={column.key} role="columnheader" scope="col" className={isFigure(column) ? 'lg-number' : undefined}>{say(column.label)}</th>)}
          {withBasis && <th role="columnheader" scope="col">{say(uiTexts.basis)}</th>}
        </tr></thead>
        <tbody role="rowgroup">
          {rows.map((row, index) => (
            <tr key={index} role="row" className={typeof row['level'] === 'string' && !row['level'].includes('-') ? 'lg-subtotal' : undefined}>
              <Figures columns={columns} row={row} textOf={textOf} link={link} />
              {withBasis && <td role="cell" data-label={say(uiTexts.basis)}><BasisSign basis={row['basis']} /></td>}
            </tr>
          ))}
        </tbody>
        <tfoot role="rowgroup">
          <tr role="row">
            <Figures columns={columns} row={totals} first={say(uiTexts.total)} />
            {withBasis && <td role="cell" data-label={say(uiTexts.basis)}><BasisSign basis={totals['basis']} /></td>}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

interface FiguresProps {
  readonly columns: readonly ReportColumnDescription[];
  readonly row: Row;
  readonly textOf?: ReportTableProps['textOf'];
  readonly link?: ReportTableProps['link'];
  /** What the first cell says instead of its own, where it is no figure. */
  readonly first?: string;
}

function Figures({ columns, row, textOf, link, first }: FiguresProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  return (
    <>
      {columns.map((column, index) => {
        const value = row[column.key];
        const { text, exact } = shownFigure(column, value, language, unit);
        const named = typeof value === 'string' ? textOf?.(column, value) : undefined;
        const written = index === 0 && first !== undefined && !isFigure(column) ? first : (named ?? text);
        return <td key={column.key} role="cell" data-label={say(column.label)} className={isFigure(column) ? 'lg-number' : roomFor(written)} title={exact}>{(written && link?.(column, row, written)) || written}</td>;
      })}
    </>
  );
}
