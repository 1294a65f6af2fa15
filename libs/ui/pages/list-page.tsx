import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import type { JSX } from 'react';
import type { FieldDescription, RegisterDescription, Row, TableDescription } from '../api/catalogue';
import { listAddress, useCatalogue, useList } from '../api/queries';
import { ErrorNotice, Loading } from '../frame/notice';
import { useLanguage, useSay } from '../language/language';
import { useMoment } from '../moment/moment';
import { moneyUnits } from '../money/money';
import { MoneyUnitSwitch, useMoneyUnit } from '../money/unit-of-money';
import { FileLinks } from '../report/file-links';
import { DataTable } from '../table/data-table';
import { FilterBar, type Filters } from '../table/filter-bar';
import { isMoney } from '../table/shown';
import { uiTexts } from '../texts';
import { NotFound } from './not-found';
import { textIn, type Search } from './address';
import { useRegisters } from './registers';
import { pageTexts } from './texts';
import { RowDrawer } from './row-drawer';

const PAGE_ROWS = 50;
const COLUMNS_AT_FIRST = 8;
/** Columns that only keep rows apart or in order. */
const INTERNAL = new Set(['sortKey', 'revision']);

export function ListPage(): JSX.Element {
  const { register, table } = useParams({ strict: false }) as { readonly register: string; readonly table: string };
  const { data } = useCatalogue();
  const known = data?.registers.find(({ name }) => name === register);
  const list = known?.tables.find(({ path }) => path === `${register}/${table}`);
  return known && list ? <List key={list.path} register={known} table={list} /> : <NotFound />;
}

interface ListProps {
  readonly register: RegisterDescription;
  readonly table: TableDescription;
}

/** The filters, order and page are in the address, so that what is seen can be shared and comes back. */
function List({ register, table }: ListProps): JSX.Element {
  const say = useSay();
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const { asOf, knownAt } = useMoment();
  const { webOf } = useRegisters();
  const layout = webOf(register.name)?.lists[table.path.slice(register.name.length + 1)];
  const order = textIn(search, 'order') ?? layout?.order;
  const offset = Number(textIn(search, 'offset') ?? 0);
  const filters = filtersIn(table, search);
  const isDated = table.kind === 'dated';
  const moment = { asOf: isDated ? asOf : undefined, knownAt };
  const parameters = { ...filters, order, limit: PAGE_ROWS, offset: offset || undefined };
  const { data, error, refetch, isPlaceholderData } = useList(table.path, parameters, moment);
  const go = (changed: Search): void => void navigate({ to: '.', search: (before: Search) => ({ ...before, ...changed }) });
  const columns = visibleColumns(table, layout?.columns);
  return (
    <>
      <h1>{say(table.label)}</h1>
      {asOf !== undefined && !isDated && <Alert type="info" showIcon title={say(uiTexts.currentOnly)} />}
      <FilterBar columns={table.columns.filter(({ key }) => !INTERNAL.has(key))} offered={layout?.filters ?? []} filters={filters} onChange={(next) => go({ ...next, offset: undefined, row: undefined })} />
      <ListTools table={table} filters={filters} order={order} moment={moment} />
      {error ? <ErrorNotice error={error} again={() => void refetch()} /> : data ? (
        <div className={isPlaceholderData ? 'lg-stale' : undefined} aria-busy={isPlaceholderData}>
          <DataTable label={say(table.label)} columns={columns} rows={data.rows} keyOf={(row) => keyOf(table, row)} order={order} onOrder={(next) => go({ order: next, offset: undefined })} onOpen={(row) => go({ row: table.key.map((key) => String(row[key])) })} />
          <Pages offset={offset} count={data.rows.length} more={data.next !== undefined} onOffset={(next) => go({ offset: next === 0 ? undefined : String(next) })} />
        </div>
      ) : <Loading />}
      <RowDrawer register={register} table={table} moment={moment} values={rowIn(search)} onClose={() => go({ row: undefined })} />
    </>
  );
}

const keyOf = (table: TableDescription, row: Row): string => table.key.map((key) => String(row[key])).join('|');

const rowIn = ({ row }: Search): readonly string[] | undefined => (row === undefined ? undefined : ([row].flat() as string[]));

function filtersIn(table: TableDescription, search: Search): Filters {
  const names = table.columns.flatMap(({ key }) => [key, `${key}.from`, `${key}.to`]);
  return Object.fromEntries(names.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]])));
}

/** The columns that the register's web room names, else the first ones; a new register has a list before anybody lays it out. */
function visibleColumns(table: TableDescription, wanted: readonly string[] | undefined): readonly FieldDescription[] {
  if (wanted) return wanted.flatMap((key) => table.columns.find((column) => column.key === key) ?? []);
  return table.columns.filter(({ key, storage }) => !INTERNAL.has(key) && storage !== 'json').slice(0, COLUMNS_AT_FIRST);
}

interface ToolsProps {
  readonly table: TableDescription;
  readonly filters: Filters;
  readonly order: string | undefined;
  readonly moment: { readonly asOf?: string; readonly knownAt?: string };
}

function ListTools({ table, filters, order, moment }: ToolsProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const hasMoney = table.columns.some(isMoney);
  return (
    <>
      <div className="lg-tools">
        {hasMoney && <MoneyUnitSwitch />}
        <span className="lg-gap" />
        <FileLinks address={(format) => listAddress(table.path, { ...filters, order, format, lang: language }, moment)} />
      </div>
      {hasMoney && unit !== 'dong' && <p className="lg-quiet lg-wide">{say(uiTexts.unitOfAmounts, { unit: say(moneyUnits[unit].label) })}. {say(uiTexts.rounded)}</p>}
    </>
  );
}

interface PagesProps {
  readonly offset: number;
  readonly count: number;
  readonly more: boolean;
  readonly onOffset: (offset: number) => void;
}

function Pages({ offset, count, more, onOffset }: PagesProps): JSX.Element {
  const say = useSay();
  return (
    <nav className="lg-pages" aria-label={say(pageTexts.pages)}>
      {count > 0 && <span>{say(uiTexts.rows, { from: offset + 1, to: offset + count })}</span>}
      <Button size="small" disabled={offset === 0} onClick={() => onOffset(Math.max(0, offset - PAGE_ROWS))}>{say(uiTexts.previousPage)}</Button>
      <Button size="small" disabled={!more} onClick={() => onOffset(offset + PAGE_ROWS)}>{say(uiTexts.nextPage)}</Button>
    </nav>
  );
}
