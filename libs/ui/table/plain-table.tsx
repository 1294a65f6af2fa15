import type { JSX, ReactNode } from 'react';
import { useSay } from '../language/language';
import { uiTexts } from '../texts';

/** One column of a table made by hand. */
export interface PlainColumn<R> {
  readonly key: string;
  readonly label: string;
  /** Stands at the right. */
  readonly number?: boolean;
  readonly cell: (row: R) => ReactNode;
}

interface PlainTableProps<R> {
  readonly label: string;
  readonly columns: readonly PlainColumn<R>[];
  readonly rows: readonly R[];
  readonly keyOf: (row: R) => string;
  readonly empty?: string;
}

/** A table of whatever rows there are; on a phone a card for each. */
export function PlainTable<R>({ label, columns, rows, keyOf, empty }: PlainTableProps<R>): JSX.Element {
  const say = useSay();
  if (rows.length === 0) return <p className="lg-empty">{empty ?? say(uiTexts.noRows)}</p>;
  return (
    <div className="lg-table-window" role="region" aria-label={label} tabIndex={0}>
      <table className="lg-table" role="table" aria-label={label}>
        <thead role="rowgroup"><tr role="row">{columns.map(({ key, label: heading, number }) => <th key={key} role="columnheader" scope="col" className={number ? 'lg-number' : undefined}>{heading}</th>)}</tr></thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={keyOf(row)} role="row">
              {columns.map(({ key, label: heading, number, cell }) => <td key={key} role="cell" data-label={heading} className={number ? 'lg-number' : undefined}>{cell(row)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
