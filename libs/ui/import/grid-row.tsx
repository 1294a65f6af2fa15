import { useEffect, useState, type JSX, type KeyboardEvent } from 'react';
import type { Json } from '@ledger/kit';
import { textOf } from '../api/problem';
import { useSay } from '../language/language';
import { correctRow, type Import, type ImportRow } from './imports';
import { importTexts, verdictSigns } from './texts';

interface GridRowProps {
  readonly index: number;
  readonly row: ImportRow | undefined;
  readonly file: Import;
  readonly editable: boolean;
  /** Told once the row was put right, or tried again. */
  readonly onChanged: () => void;
}

const shown = (value: Json | undefined): string => (value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value));

/** One row: its verdict and why, its cells, and those that may be put right in place. */
export function GridRow({ index, row, file, editable, onChanged }: GridRowProps): JSX.Element {
  const say = useSay();
  const [failed, setFailed] = useState<unknown>();
  if (!row) return <div role="row" className="lg-grid-row" aria-rowindex={index + 2}><span role="cell">…</span></div>;
  const { line, cells, verdict, problems } = row;
  const bad = verdict === 'refused' || verdict === 'unusable';
  const reasonId = `row-${line}-why`;
  const correct = async (heading: string, typed: string): Promise<void> => {
    setFailed(undefined);
    await correctRow(file.id, { line, cells: { ...cells, [heading]: typed } }).then(onChanged, setFailed);
  };
  return (
    <div role="row" className={bad ? 'lg-grid-row lg-grid-bad' : 'lg-grid-row'} aria-rowindex={index + 2}>
      <span role="cell" className="lg-grid-line" data-label={say(importTexts.line)}>{line}</span>
      <span role="cell" className={`lg-verdict lg-verdict-${verdict}`} data-label={say(importTexts.verdict)}><span><span aria-hidden="true">{verdictSigns[verdict].sign}</span> {say(verdictSigns[verdict].words)}</span></span>
      {file.headings.map((heading) => (
        <span key={heading} role="cell" data-label={heading}>
          {editable && bad
            ? <Cell label={say(importTexts.cellOf, { heading, line })} value={shown(cells[heading])} wrong={problems.some((problem) => problem.heading === heading)} describedBy={reasonId} onChange={(typed) => void correct(heading, typed)} />
            : shown(cells[heading])}
        </span>
      ))}
      {(problems.length > 0 || failed !== undefined) && (
        <span role="cell" id={reasonId} className={bad || failed !== undefined ? 'lg-grid-why' : 'lg-grid-why lg-quiet'}>{failed === undefined ? problems.map((problem) => say(problem)).join(' ') : say(textOf(failed))}</span>
      )}
    </div>
  );
}

interface CellProps {
  readonly label: string;
  readonly value: string;
  readonly wrong: boolean;
  readonly describedBy: string;
  readonly onChange: (typed: string) => void;
}

function Cell({ label, value, wrong, describedBy, onChange }: CellProps): JSX.Element {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const take = (): void => {
    if (typed !== value) onChange(typed);
  };
  const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') take();
    if (event.key === 'Escape') setTyped(value);
  };
  return <input className={wrong ? 'lg-cell lg-cell-wrong' : 'lg-cell'} aria-label={label} aria-invalid={wrong} aria-describedby={describedBy} value={typed} onChange={(event) => setTyped(event.target.value)} onBlur={take} onKeyDown={onKey} />;
}
