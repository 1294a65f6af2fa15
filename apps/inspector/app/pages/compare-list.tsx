import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type JSX } from 'react';
import type { FieldDescription, Row, TableDescription } from '@ledger/ui/api/catalogue';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import type { Moment } from '@ledger/ui/moment/moment';
import { MoneyUnitSwitch, useMoneyUnit } from '@ledger/ui/money/unit-of-money';
import { useNames } from '@ledger/ui/names/names';
import { useRegisters } from '@ledger/ui/pages/registers';
import { streamsOf } from '@ledger/ui/register/register-web';
import { isMoney, shown, shownNumber } from '@ledger/ui/table/shown';
import { columnsOf, useTable } from '@ledger/ui/work/use-table';
import { allRows, differencesOf, type RowDifference } from '../../source/compare-rows';
import { useSource } from '../../source/source-context';
import { ListFiles } from './compare-list-files';
import { changeOf } from './compare-list-sheets';
import { compareTexts } from './compare-texts';

const ROWS_AT_FIRST = 200;
const ROWS_MORE = 1_000;

/** Rows of a list that differ between A and B, with where their events are. */
export function ComparedList({ path, a, b }: { readonly path: string; readonly a: Moment; readonly b: Moment }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const source = useSource();
  const table = useTable(path);
  const [count, setCount] = useState(ROWS_AT_FIRST);
  const { data, error, refetch } = useQuery({
    queryKey: ['compare-list', source.kind, path, a, b],
    enabled: table !== undefined,
    queryFn: async ({ signal }) => {
      const [before, after] = await Promise.all([a, b].map((moment) => allRows({ source, moment }, table!, signal)));
      return { moments: [before!, after!] as const, differences: differencesOf(table!, before!.rows, after!.rows) };
    },
  });
  if (error) return <ErrorNotice error={error} again={() => void refetch()} />;
  if (!data || !table) return <Loading />;
  const { moments, differences } = data;
  return (
    <section aria-label={say(table.label)}>
      <div className="lg-tools">
        {table.columns.some(isMoney) && <MoneyUnitSwitch />}
        <span className="lg-gap" />
        <ListFiles table={table} moments={moments} differences={differences} />
      </div>
      {differences.length === 0 ? <p className="lg-empty">{say(compareTexts.nothing)}</p> : <p role="status">{say(compareTexts.differing, { count: shownNumber(differences.length, language) })}</p>}
      {differences.length > 0 && (
        <div className="lg-table-window" role="region" aria-label={say(table.label)} tabIndex={0}>
          <table className="lg-table">
            <thead><tr><th scope="col">{say(compareTexts.row)}</th><th scope="col">{say(compareTexts.column)}</th><th scope="col">A</th><th scope="col">B</th><th scope="col" className="lg-number">{say(compareTexts.change)}</th></tr></thead>
            <tbody>{differences.slice(0, count).map((difference) => <DifferentRow key={difference.key} table={table} difference={difference} />)}</tbody>
          </table>
        </div>
      )}
      {differences.length > count && <p><Button onClick={() => setCount((before) => before + ROWS_MORE)}>{say(compareTexts.moreRows, { count: shownNumber(Math.min(ROWS_MORE, differences.length - count), language) })}</Button></p>}
    </section>
  );
}

function DifferentRow({ table, difference: { key, one, other, columns } }: { readonly table: TableDescription; readonly difference: RowDifference }): JSX.Element {
  const say = useSay();
  const registers = useRegisters();
  const register = registers.webOf(table.path.split('/', 1)[0]!);
  const [stream] = register ? streamsOf(register, (other ?? one)!) : [];
  const differing = columnsOf(table, columns);
  const title = (
    <th scope="row" rowSpan={Math.max(1, differing.length)}>
      <span className="lg-code">{key}</span> {!other ? say(compareTexts.vanished) : !one ? say(compareTexts.appeared) : ''} {stream && <Link to="/history/$stream" params={{ stream } as never}>{say(compareTexts.history)}</Link>}
    </th>
  );
  if (differing.length === 0) return <tr>{title}<td colSpan={4} /></tr>;
  return <>{differing.map((column, index) => <tr key={column.key}>{index === 0 && title}<Cells column={column} one={one!} other={other!} /></tr>)}</>;
}

function Cells({ column, one, other }: { readonly column: FieldDescription; readonly one: Row; readonly other: Row }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const nameOf = useNames();
  const text = (row: Row): string => shown(column, row[column.key], language, unit, nameOf).text || '–';
  const change = changeOf(column, one[column.key], other[column.key]);
  return (
    <>
      <td>{say(column.label)}</td><td>{text(one)}</td><td>{text(other)}</td>
      <td className="lg-number">{change !== undefined && `${change > 0n ? '+' : ''}${shown(column, isMoney(column) ? change.toString() : Number(change), language, unit, nameOf).text}`}</td>
    </>
  );
}
