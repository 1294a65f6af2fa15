import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented } from 'antd';
import type { JSX } from 'react';
import { AssignCapitalPlan, line } from '@ledger/registers/funds/domain';
import { useList, useTotals } from '@ledger/ui/api/queries';
import { holdsOneOf, useSession } from '@ledger/ui/api/session';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { useSay } from '@ledger/ui/language/language';
import { useMoment } from '@ledger/ui/moment/moment';
import { MoneyUnitSwitch } from '@ledger/ui/money/unit-of-money';
import { textIn, type Search } from '@ledger/ui/pages/address';
import { FilterBar } from '@ledger/ui/table/filter-bar';
import { uiTexts } from '@ledger/ui/texts';
import { columnsOf, useTable } from '@ledger/ui/work/use-table';
import '@ledger/ui/work/work.css';
import { measures, type Measure } from './figures';
import { PlanCell } from './plan-cell';
import { PlanPivot } from './plan-pivot';
import { planTexts } from './texts';

const FILTERS = ['planYear', 'program', 'holder'] as const;
const assigners = line.rules.find(({ Command }) => Command === AssignCapitalPlan)!.roles;
const isMeasure = (text: string | undefined): text is Measure => measures.some((measure) => measure === text);

/** Who holds which money: holders by source and capital type, on any day, as known at any moment. Everything chosen is in the address. */
export function PlanPage(): JSX.Element {
  const say = useSay();
  const { me } = useSession();
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const { asOf, knownAt } = useMoment();
  const table = useTable('funds/postings');
  const newest = useList('funds/lines', { order: '-planYear', limit: 1 }, { knownAt });
  const latest = newest.data?.rows[0]?.['planYear'];
  const year = textIn(search, 'planYear') ?? asOf?.slice(0, 4) ?? (latest === undefined ? undefined : String(latest));
  const filters = { planYear: year, program: textIn(search, 'program'), holder: textIn(search, 'holder') };
  const { data, error, refetch, isPlaceholderData } = useTotals('funds/postings', { ...filters, by: 'holder,source,capitalType,account', of: 'change' }, { asOf, knownAt }, newest.data !== undefined);
  const asked = textIn(search, 'show');
  const measure = isMeasure(asked) ? asked : 'left';
  const go = (changed: Search): void => void navigate({ to: '.', search: (before: Search) => ({ ...before, ...changed }) });
  return (
    <>
      <div className="lg-title-line">
        <h1>{say(planTexts.title)}{year && <span className="lg-quiet"> · {year}</span>}</h1>
        {holdsOneOf(me, assigners) && <Link className="lg-button lg-button-main" to="/commands/$command" params={{ command: 'AssignCapitalPlan' }}>{say(planTexts.assign)}</Link>}
      </div>
      <FilterBar columns={columnsOf(table, FILTERS)} offered={FILTERS} filters={filters} onChange={(next) => go({ ...next, cell: undefined })} />
      <div className="lg-tools">
        <span className="lg-unit-switch"><span>{say(planTexts.show)}</span><Segmented size="small" aria-label={say(planTexts.show)} name="measure" value={measure} onChange={(next: Measure) => go({ show: next })} options={measures.map((each) => ({ value: each, label: say(planTexts[each]) }))} /></span>
        <MoneyUnitSwitch />
      </div>
      {error ? <ErrorNotice error={error} again={() => void refetch()} /> : data ? (
        <div className={isPlaceholderData ? 'lg-stale' : undefined} aria-busy={isPlaceholderData}>
          <PlanPivot groups={data.groups} measure={measure} onOpen={(cell) => go({ cell })} />
        </div>
      ) : <Loading />}
      <p className="lg-report-foot">{say(planTexts.meaning)} {say(uiTexts.rounded)}</p>
      <PlanCell cell={textIn(search, 'cell')} year={year} program={filters.program} onClose={() => go({ cell: undefined })} />
    </>
  );
}
