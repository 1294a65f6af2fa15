import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import type { JSX } from 'react';
import { line, PreparePayment } from '@ledger/registers/funds/domain';
import type { Row, RowGroup } from '@ledger/ui/api/catalogue';
import { useList, useTotals } from '@ledger/ui/api/queries';
import { holdsOneOf, useSession } from '@ledger/ui/api/session';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useMoment } from '@ledger/ui/moment/moment';
import { MoneyUnitSwitch } from '@ledger/ui/money/unit-of-money';
import { textIn, type Search } from '@ledger/ui/pages/address';
import { pageAddress } from '@ledger/ui/register/web-page';
import { DataTable } from '@ledger/ui/table/data-table';
import { FilterBar, type Filters } from '@ledger/ui/table/filter-bar';
import { shownNumber } from '@ledger/ui/table/shown';
import { uiTexts } from '@ledger/ui/texts';
import { columnsOf, useTable } from '@ledger/ui/work/use-table';
import '@ledger/ui/work/work.css';
import { shortLine } from '../line-name';
import { paymentTexts } from './texts';

const LIST = 'funds/payments';
const PAGE_ROWS = 50;
const STAGES = ['prepared', 'checked', 'approved', 'paid', 'rejected', 'withdrawn'] as const;
const COLUMNS = ['payment', 'holder', 'line', 'kind', 'amount', 'step', 'preparedBy', 'preparedOn', 'paidOn'];
const FILTERS = ['holder', 'program', 'kind', 'preparedBy'];
const makers = line.rules.find(({ Command }) => Command === PreparePayment)!.roles;

/** Every payment by the stage it is at, with how many and how much stand there. The filters are in the address. */
export function PaymentsPage(): JSX.Element {
  const say = useSay();
  const { me } = useSession();
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const { knownAt } = useMoment();
  const table = useTable(LIST);
  const stage = textIn(search, 'step');
  const offset = Number(textIn(search, 'offset') ?? 0);
  const order = textIn(search, 'order') ?? '-preparedOn';
  const filters: Filters = Object.fromEntries([...FILTERS, 'preparedOn.from', 'preparedOn.to', 'amount.from', 'amount.to'].flatMap((key) => (search[key] === undefined ? [] : [[key, search[key]]])));
  const totals = useTotals(LIST, { ...filters, by: 'step', of: 'amount' }, { knownAt });
  const { data, error, refetch, isPlaceholderData } = useList(LIST, { ...filters, step: stage, order, limit: PAGE_ROWS, offset: offset || undefined }, { knownAt });
  const go = (changed: Search): void => void navigate({ to: '.', search: (before: Search) => ({ ...before, ...changed }) });
  const { language } = useLanguage();
  const columns = columnsOf(table, stage === undefined ? COLUMNS : COLUMNS.filter((key) => key !== 'step')).map((column) => (column.key === 'line' ? { ...column, word: 'text', label: paymentTexts.shortLine } : column));
  const rows = (data?.rows ?? []).map((row) => ({ ...row, id: row['line']!, line: shortLine(String(row['line']), language) }));
  const sums = sumOf(totals.data?.groups ?? [], stage);
  const addressOf = (row: Row): string => pageAddress('funds', 'payments/$line/$payment', { line: String(row['id']), payment: String(row['payment']) });
  return (
    <>
      <div className="lg-title-line">
        <h1>{say(paymentTexts.title)}</h1>
        <span>
          <Link className="lg-button" to="/inbox">{say(paymentTexts.toInbox)}</Link>{' '}
          {holdsOneOf(me, makers) && <Link className="lg-button lg-button-main" to={pageAddress('funds', 'payments/new')}>{say(paymentTexts.newTitle)}</Link>}
        </span>
      </div>
      <Stages groups={totals.data?.groups} stage={stage} />
      <FilterBar columns={columnsOf(table, [...FILTERS, 'preparedOn', 'amount'])} offered={FILTERS} filters={filters} onChange={(next) => go({ ...next, offset: undefined })} />
      <div className="lg-tools"><MoneyUnitSwitch /></div>
      {error ? <ErrorNotice error={error} again={() => void refetch()} /> : data ? (
        <div className={isPlaceholderData ? 'lg-stale' : undefined} aria-busy={isPlaceholderData}>
          <DataTable label={say(paymentTexts.title)} columns={columns} rows={rows} keyOf={(row) => `${String(row['id'])}|${String(row['payment'])}`}
            order={order} onOrder={(next) => go({ order: next, offset: undefined })} onOpen={(row) => void navigate({ to: addressOf(row) })} sums={data.rows.length > 0 ? sums : undefined} />
          <nav className="lg-pages" aria-label={say(paymentTexts.title)}>
            {data.rows.length > 0 && <span>{say(uiTexts.rows, { from: offset + 1, to: offset + data.rows.length })}</span>}
            <Button size="small" disabled={offset === 0} onClick={() => go({ offset: offset > PAGE_ROWS ? String(offset - PAGE_ROWS) : undefined })}>{say(uiTexts.previousPage)}</Button>
            <Button size="small" disabled={data.next === undefined} onClick={() => go({ offset: String(offset + PAGE_ROWS) })}>{say(uiTexts.nextPage)}</Button>
          </nav>
        </div>
      ) : <Loading />}
    </>
  );
}

const sumOf = (groups: readonly RowGroup[], stage: string | undefined): Row =>
  ({ amount: groups.filter(({ step }) => stage === undefined || step === stage).reduce((total, { amount }) => total + BigInt(String(amount)), 0n).toString() });

/** One link per stage with the number of its payments; the first is for all of them. */
function Stages({ groups, stage }: { readonly groups: readonly RowGroup[] | undefined; readonly stage: string | undefined }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const countOf = (each: string | undefined): string => (groups === undefined ? '' : shownNumber(groups.filter(({ step }) => each === undefined || step === each).reduce((total, { rows }) => total + rows, 0), language));
  return (
    <nav className="lg-tabs" aria-label={say(paymentTexts.stages)}>
      {[undefined, ...STAGES].map((each) => (
        <Link key={each ?? 'all'} to="." search={(before: Search) => ({ ...before, step: each, offset: undefined })} aria-current={each === stage ? 'page' : undefined}>
          {say(paymentTexts[each ?? 'all'])}<span className="lg-count">{countOf(each)}</span>
        </Link>
      ))}
    </nav>
  );
}
