import { memo, type JSX, type MouseEvent } from 'react';
import type { ReportAnswer, Row } from '@ledger/ui/api/catalogue';
import { useSay } from '@ledger/ui/language/language';
import { BasisSign } from '@ledger/ui/table/basis';
import { matrixTexts, standingOf, standings } from './matrix-texts';

/** The criteria of a set by number, in the reader's language. */
export type CriterionNames = ReadonlyMap<number, string>;

/** One commune's criterion. */
export interface CellPlace {
  readonly commune: string;
  readonly criterion: number;
}

interface MatrixTableProps {
  readonly answer: ReportAnswer;
  readonly names: CriterionNames;
  readonly onOpen: (cell: CellPlace) => void;
}

/** Communes × criteria: heading, first column and totals stay in sight; on a phone each commune is a card. */
export const MatrixTable = memo(function MatrixTable({ answer, names, onOpen }: MatrixTableProps): JSX.Element {
  const say = useSay();
  const numbers = [...names.keys()];
  // One listener for all cells: there are thousands.
  const open = ({ target }: MouseEvent): void => {
    const { commune, criterion } = (target as HTMLElement).closest<HTMLElement>('button[data-criterion]')?.dataset ?? {};
    if (commune !== undefined && criterion !== undefined) onOpen({ commune, criterion: Number(criterion) });
  };
  return (
    <div className="lg-matrix-window" role="region" aria-label={say(matrixTexts.title)} tabIndex={0}>
      <table className="lg-matrix" role="table" aria-label={say(matrixTexts.title)} onClick={open}>
        <thead role="rowgroup"><tr role="row">
          <th role="columnheader" scope="col">{say(matrixTexts.commune)}</th>
          <th role="columnheader" scope="col">{say(matrixTexts.met)}</th>
          {numbers.map((number) => <th key={number} role="columnheader" scope="col" title={names.get(number)}><span aria-hidden="true">{number}</span><span className="lg-hidden-text">{say(matrixTexts.criterion, { number })}: {names.get(number)}</span></th>)}
        </tr></thead>
        <tbody role="rowgroup">{answer.rows.map((row) => <CommuneRow key={String(row['code'])} row={row} numbers={numbers} />)}</tbody>
        <tfoot role="rowgroup"><tr role="row">
          <th role="rowheader" scope="row">{say(matrixTexts.total)}</th>
          <td role="cell">{String(answer.totals['met'])}</td>
          {numbers.map((number) => <td key={number} role="cell" data-number={number}>{String(answer.totals[`c${number}`] ?? 0)}</td>)}
        </tr></tfoot>
      </table>
    </div>
  );
});

function CommuneRow({ row, numbers }: { readonly row: Row; readonly numbers: readonly number[] }): JSX.Element {
  const say = useSay();
  const [commune, name] = [String(row['code']), String(row['name'])];
  return (
    <tr role="row">
      <th role="rowheader" scope="row">{name}<span className="lg-quiet">{row['districtName'] === null ? '' : String(row['districtName'])}</span><BasisSign basis={row['basis']} /></th>
      <td role="cell" className="lg-matrix-met"><strong>{String(row['met'])}</strong>/{numbers.length}</td>
      {numbers.map((number) => {
        const standing = standingOf(row[`c${number}`]);
        const word = say(standings[standing].words);
        return (
          <td key={number} role="cell" data-number={number} className={`lg-standing-${standing}`}>
            <button type="button" data-commune={commune} data-criterion={number} aria-label={say(matrixTexts.cell, { commune: name, number, word })}><span aria-hidden="true">{standings[standing].sign}</span> {word}</button>
          </td>
        );
      })}
    </tr>
  );
}
