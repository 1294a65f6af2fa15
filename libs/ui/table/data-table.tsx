import type { JSX } from 'react';
import type { FieldDescription, Row } from '../api/catalogue';
import { useLanguage, useSay } from '../language/language';
import { useMoneyUnit } from '../money/unit-of-money';
import { useNamesIn } from '../names/names';
import { uiTexts } from '../texts';
import { BasisSign } from './basis';
import { isNumber, shown } from './shown';

interface DataTableProps {
  readonly label: string;
  readonly columns: readonly FieldDescription[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** `column`, or `-column` for descending. */
  readonly order?: string;
  readonly onOrder?: (order: string) => void;
  readonly onOpen?: (row: Row) => void;
  /** Sums over everything that the filters let through, by column, under the rows. */
  readonly sums?: Row;
}

/** Rows of a list: a table, or a card for each row on a phone. The first column opens its row. */
export function DataTable({ label, columns, rows, keyOf, order, onOrder, onOpen, sums }: DataTableProps): JSX.Element {
  const say = useSay();
  if (rows.length === 0) return <p className="lg-empty">{say(uiTexts.noRows)}</p>;
  const withBasis = rows.some((row) => row['basis'] !== undefined) && !columns.some(({ key }) => key === 'basis');
  return (
    <div className="lg-table-window" role="region" aria-label={label} tabIndex={0}>
      <table className="lg-table" role="table" aria-label={label}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => <Heading key={column.key} column={column} order={order} onOrder={onOrder} />)}
            {withBasis && <th role="columnheader" scope="col">{say(uiTexts.basis)}</th>}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={keyOf(row)} role="row">
              {columns.map((column, index) => <Cell key={column.key} column={column} row={row} onOpen={index === 0 ? onOpen : undefined} />)}
              {withBasis && <td role="cell" data-label={say(uiTexts.basis)}><BasisSign basis={row['basis']} /></td>}
            </tr>
          ))}
        </tbody>
        {sums && <Sums columns={columns} sums={sums} withBasis={withBasis} />}
      </table>
    </div>
  );
}

function Sums({ columns, sums, withBasis }: { readonly columns: readonly FieldDescription[]; readonly sums: Row; readonly withBasis: boolean }): JSX.Element {
  const say = useSay();
  return (
    <tfoot role="rowgroup">
      <tr role="row">
        {columns.map((column, index) => (index === 0 ? <td key={column.key} role="cell">{say(uiTexts.total)}</td> : <Cell key={column.key} column={column} row={sums} onOpen={undefined} />))}
        {withBasis && <td role="cell" />}
      </tr>
    </tfoot>
  );
}

interface HeadingProps {
  readonly column: FieldDescription;
  readonly order: string | undefined;
  readonly onOrder: ((order: string) => void) | undefined;
}

function Heading({ column, order, onOrder }: HeadingProps): JSX.Element {
  const say = useSay();
  const direction = order === column.key ? 'ascending' : order === `-${column.key}` ? 'descending' : 'none';
  const next = direction === 'ascending' ? `-${column.key}` : column.key;
  return (
    <th role="columnheader" scope="col" aria-sort={direction} className={isNumber(column) ? 'lg-number' : undefined}>
      {onOrder && column.storage !== 'json'
        ? <button type="button" className="lg-sort" onClick={() => onOrder(next)}>{say(column.label)}<span aria-hidden="true">{{ ascending: ' ▲', descending: ' ▼', none: '' }[direction]}</span></button>
        : say(column.label)}
    </th>
  );
}

/** Characters beyond which a text is not squeezed into a column of single words. */
const NAME = 10;

interface CellProps {
  readonly column: FieldDescription;
  readonly row: Row;
  readonly onOpen: ((row: Row) => void) | undefined;
}

function Cell({ column, row, onOpen }: CellProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const namesIn = useNamesIn();
  const { text, exact } = shown(column, row[column.key], language, unit, namesIn(column, row));
  return (
    <td role="cell" data-label={say(column.label)} className={isNumber(column) ? 'lg-number' : text.length > NAME ? 'lg-named' : undefined} title={exact}>
      {onOpen ? <button type="button" className="lg-open" onClick={() => onOpen(row)}>{text || say(uiTexts.open)}</button> : text}
    </td>
  );
}
