import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useState, type JSX } from 'react';
import { houseKind, houseStep } from '@ledger/registers/housing/domain';
import { useList, useTotals } from '@ledger/ui/api/queries';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { RowPicker } from '@ledger/ui/form/row-picker';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { isPast, useMoment } from '@ledger/ui/moment/moment';
import { MoneyUnitSwitch } from '@ledger/ui/money/unit-of-money';
import { usePicker } from '@ledger/ui/names/names';
import { textIn, type Search } from '@ledger/ui/pages/address';
import { useRegisters } from '@ledger/ui/pages/registers';
import { pageAddress } from '@ledger/ui/register/web-page';
import { DataTable } from '@ledger/ui/table/data-table';
import { shownNumber } from '@ledger/ui/table/shown';
import { usePermits } from '@ledger/ui/work/permits';
import { columnsOf, useTable } from '@ledger/ui/work/use-table';
import { pageTexts } from './page-texts';
import '@ledger/ui/work/work.css';

const LIST = 'housing/houses';
const PAGE = 60;
const COLUMNS = ['household', 'commune', 'kind', 'step', 'on', 'approved', 'requested', 'paid'];
const steps = houseStep().choices;
const kinds = houseKind().choices;

/** Houses by the stage they are in, with how many are in each: what an officer has to look after. */
export function HousesPage(): JSX.Element {
  const say = useSay();
  const search: Search = useSearch({ strict: false });
  const { knownAt } = useMoment();
  const [commune, step, kind] = [textIn(search, 'commune'), textIn(search, 'step'), textIn(search, 'kind')];
  const order = textIn(search, 'order') ?? '-on';
  const navigate = useNavigate();
  const table = useTable(LIST);
  const go = (changed: Search): void => void navigate({ to: '.', search: (before: Search) => ({ ...before, ...changed }) });
  const [count, setCount] = useState(PAGE);
  const { data, error, refetch, isPlaceholderData } = useList(LIST, { commune, step, kind, order, limit: count }, { knownAt });
  return (
    <>
      <div className="lg-title-line"><h1>{say(pageTexts.houses)}</h1><ProposeLink commune={commune} /></div>
      <Filters search={search} />
      <StageTabs commune={commune} kind={kind} chosen={step} />
      <div className="lg-tools"><MoneyUnitSwitch /></div>
      {error ? <ErrorNotice error={error} again={() => void refetch()} /> : data ? (
        <div className={isPlaceholderData ? 'lg-stale' : undefined} aria-busy={isPlaceholderData}>
          <DataTable label={say(pageTexts.list)} columns={columnsOf(table, step === undefined ? COLUMNS : COLUMNS.filter((key) => key !== 'step'))} rows={data.rows} keyOf={(row) => String(row['household'])} order={order} onOrder={(next) => go({ order: next })}
            onOpen={(row) => void navigate({ to: pageAddress('housing', 'houses/$household', { household: String(row['household']) }) })} />
          {data.next !== undefined && <p><Button onClick={() => setCount(count + PAGE)}>{say(pageTexts.more)}</Button></p>}
        </div>
      ) : <Loading />}
    </>
  );
}

function Filters({ search }: { readonly search: Search }): JSX.Element {
  const say = useSay();
  const navigate = useNavigate();
  const picker = usePicker('unit-code');
  const set = (changed: Search): void => void navigate({ to: '.', search: (before: Search) => ({ ...before, ...changed }) });
  const [typed, setTyped] = useState('');
  const open = (): void => {
    if (typed.trim() !== '') void navigate({ to: pageAddress('housing', 'houses/$household', { household: typed.trim() }) });
  };
  return (
    <div className="lg-filters" role="search" aria-label={say(pageTexts.houses)}>
      {picker && <div className="lg-filter"><span>{say(pageTexts.commune)}</span><RowPicker size="small" picker={{ ...picker, where: { ...picker.where, level: 'commune' } }} label={say(pageTexts.commune)} value={textIn(search, 'commune') ?? ''} onChange={(commune) => set({ commune: commune || undefined })} /></div>}
      <div className="lg-filter"><span>{say(pageTexts.kind)}</span><Select size="small" allowClear aria-label={say(pageTexts.kind)} placeholder={say(pageTexts.all)} value={textIn(search, 'kind')} onChange={(kind?: string | null) => set({ kind: kind ?? undefined })} options={Object.entries(kinds).map(([value, words]) => ({ value, label: say(words) }))} /></div>
      <label className="lg-filter"><span>{say(pageTexts.household)}</span><Input size="small" value={typed} placeholder="H0286900017" onChange={(event) => setTyped(event.target.value)} onPressEnter={open} /></label>
    </div>
  );
}

interface StageTabsProps {
  readonly commune: string | undefined;
  readonly kind: string | undefined;
  readonly chosen: string | undefined;
}

function StageTabs({ commune, kind, chosen }: StageTabsProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { knownAt } = useMoment();
  const { data } = useTotals(LIST, { by: 'step', commune, kind }, { knownAt });
  const counts = new Map((data?.groups ?? []).map((group) => [String(group['step']), Number(group['rows'])]));
  const total = [...counts.values()].reduce((sum, each) => sum + each, 0);
  const tabs = [[undefined, say(pageTexts.all), total] as const, ...Object.entries(steps).map(([step, words]) => [step, say(words), counts.get(step) ?? 0] as const)];
  return (
    <nav className="lg-tabs" aria-label={say(pageTexts.stages)}>
      {tabs.map(([step, name, rows]) => (
        <Link key={name} to="." search={(before: Search) => ({ ...before, step })} aria-current={step === chosen ? 'page' : undefined} resetScroll={false}>{name}<span className="lg-count">{data ? shownNumber(rows, language) : ''}</span></Link>
      ))}
    </nav>
  );
}

/** Whether somebody may propose at all; whether this house may be, its stream decides. */
function ProposeLink({ commune }: { readonly commune: string | undefined }): JSX.Element | null {
  const say = useSay();
  const moment = useMoment();
  const { commandOf, recording } = useRegisters();
  const permits = usePermits();
  const command = commandOf('ProposeHouse');
  if (!recording || isPast(moment) || !command || !permits(command.rule.roles, commune === undefined ? {} : { unit: commune }).permitted) return null;
  return <Link className="lg-button lg-button-main" to="/commands/$command" params={{ command: 'ProposeHouse' }} search={{ commune }}>{say(pageTexts.propose)}</Link>;
}
