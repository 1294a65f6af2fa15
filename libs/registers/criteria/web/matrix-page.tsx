import { useNavigate, useSearch } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { useCallback, useEffect, useMemo, useState, type JSX } from 'react';
import type { Row } from '@ledger/ui/api/catalogue';
import { useList, useReport } from '@ledger/ui/api/queries';
import { RowPicker } from '@ledger/ui/form/row-picker';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useMoment } from '@ledger/ui/moment/moment';
import { usePicker } from '@ledger/ui/names/names';
import { textIn, type Search } from '@ledger/ui/pages/address';
import { MatrixCell } from './matrix-cell';
import { MatrixSummary } from './matrix-summary';
import { MatrixTable, type CellPlace, type CriterionNames } from './matrix-table';
import { matrixTexts, standings } from './matrix-texts';
import { setName } from './set-name';
import '@ledger/ui/work/work.css';
import './matrix.css';

const CELL = /^(\d{5})\.(\d{1,2})$/;

/** Communes × criteria. What is looked at is in the address: set, district, year, moment and the open cell. */
export function MatrixPage(): JSX.Element {
  const say = useSay();
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const { asOf, knownAt } = useMoment();
  const { sets, names, set } = useSets(textIn(search, 'set'));
  const [district, year] = [textIn(search, 'district'), textIn(search, 'year')];
  const { data, error, refetch, isPlaceholderData } = useReport('criteria-matrix', { set, district, year }, { asOf, knownAt }, set !== undefined);
  const open = useCallback((cell: CellPlace) => void navigate({ to: '.', search: (before: Search) => ({ ...before, cell: `${cell.commune}.${cell.criterion}` }), resetScroll: false }), [navigate]);
  const cell = cellIn(textIn(search, 'cell'));
  return (
    <>
      <h1>{say(matrixTexts.title)}</h1>
      <Filters search={search} sets={sets} set={set} />
      <Legend names={names} />
      {error ? <ErrorNotice error={error} again={() => void refetch()} /> : data ? (
        <div className={isPlaceholderData ? 'lg-stale' : undefined} aria-busy={isPlaceholderData}>
          <MatrixSummary answer={data} all={names.size} />
          <MatrixTable answer={data} names={names} onOpen={open} />
          <footer className="lg-report-foot"><p>{data.notes[0] && say(data.notes[0])}</p></footer>
        </div>
      ) : <Loading />}
      {cell && set !== undefined && <MatrixCell cell={cell} set={set} year={year} name={names.get(cell.criterion) ?? ''} onClose={() => void navigate({ to: '.', search: (before: Search) => ({ ...before, cell: undefined }), resetScroll: false })} />}
    </>
  );
}

function cellIn(text: string | undefined): CellPlace | undefined {
  const match = CELL.exec(text ?? '');
  return match ? { commune: match[1]!, criterion: Number(match[2]) } : undefined;
}

/** The sets for communes, and the criteria of the chosen one by number. */
function useSets(wanted: string | undefined): { readonly sets: readonly string[]; readonly set: string | undefined; readonly names: CriterionNames } {
  const { language } = useLanguage();
  const { asOf, knownAt } = useMoment();
  const { data } = useList('criteria/set-criteria', { level: 'commune', order: 'criterion', limit: 1_000 }, { asOf, knownAt });
  return useMemo(() => {
    const rows = data?.rows ?? [];
    const sets = [...new Set(rows.map((row) => String(row['set'])))].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    const set = wanted !== undefined && sets.includes(wanted) ? wanted : sets[0];
    const nameOf = (row: Row): string => String(row[language === 'en' ? 'nameEn' : 'name']);
    return { sets, set, names: new Map(rows.filter((row) => row['set'] === set).map((row) => [Number(row['criterion']), nameOf(row)])) };
  }, [data, wanted, language]);
}

interface FiltersProps {
  readonly search: Search;
  readonly sets: readonly string[];
  readonly set: string | undefined;
}

function Filters({ search, sets, set }: FiltersProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const navigate = useNavigate();
  const picker = usePicker('unit-code');
  const given = textIn(search, 'year') ?? '';
  const [year, setYear] = useState(given);
  useEffect(() => setYear(given), [given]);
  const go = (changed: Search): void => void navigate({ to: '.', search: (before: Search) => ({ ...before, ...changed }) });
  const takeYear = (): void => {
    if (year === '' || /^20\d\d$/.test(year)) go({ year: year || undefined });
  };
  return (
    <div className="lg-filters" role="search" aria-label={say(matrixTexts.title)}>
      <div className="lg-filter"><span>{say(matrixTexts.set)}</span><Select size="small" popupMatchSelectWidth={false} aria-label={say(matrixTexts.set)} value={set} onChange={(next: string) => go({ set: next })} options={sets.map((value) => ({ value, label: setName(value, language) }))} /></div>
      {picker && <div className="lg-filter"><span>{say(matrixTexts.district)}</span><RowPicker size="small" picker={{ ...picker, where: { ...picker.where, level: 'district' } }} label={say(matrixTexts.district)} value={textIn(search, 'district') ?? ''} onChange={(district) => go({ district: district || undefined })} /></div>}
      <label className="lg-filter"><span>{say(matrixTexts.year)}</span><Input size="small" inputMode="numeric" value={year} placeholder={say(matrixTexts.latest)} onChange={(event) => setYear(event.target.value.trim())} onBlur={takeYear} onPressEnter={takeYear} /></label>
    </div>
  );
}

/** What signs mean, and what the numbers are called. */
function Legend({ names }: { readonly names: CriterionNames }): JSX.Element {
  const say = useSay();
  return (
    <div className="lg-matrix-legend">
      <span>{Object.entries(standings).map(([name, { sign, words }]) => <span key={name} className={`lg-standing-${name}`}><span aria-hidden="true">{sign}</span> {say(words)}</span>)}</span>
      <details><summary>{say(matrixTexts.names)}</summary><ol>{[...names].map(([number, name]) => <li key={number} value={number}>{name}</li>)}</ol></details>
    </div>
  );
}
