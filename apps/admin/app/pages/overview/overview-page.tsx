import { useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import type { JSX } from 'react';
import type { ReportAnswer } from '@ledger/ui/api/catalogue';
import { useCatalogue, useList, useReport } from '@ledger/ui/api/queries';
import { holdsOneOf, useSession } from '@ledger/ui/api/session';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useMoment } from '@ledger/ui/moment/moment';
import { MoneyUnitSwitch, useMoneyUnit } from '@ledger/ui/money/unit-of-money';
import { textIn, type Search } from '@ledger/ui/pages/address';
import { shownFigure } from '@ledger/ui/report/report-table';
import { shownDay, shownNumber } from '@ledger/ui/table/shown';
import { MyWork } from '../inbox/my-work';
import { Attention } from './attention';
import { Answered, Card } from './card';
import { CommuneMap } from './commune-map';
import { Funnel, Ranking, Trend } from './figures';
import { Kpis } from './kpis';
import { LatestFacts } from './latest-facts';
import { overviewTexts as texts } from './texts';
import './overview.css';

/** Who reads every event. */
const EVENT_READERS = ['inspector', 'operator', 'finance'];
const YEARS_OFFERED = 4;

/** The province on one page, as of any moment: money, houses and criteria of a plan year, each leading to what lies behind. */
export function Overview(): JSX.Element {
  const say = useSay();
  const { asOf, knownAt } = useMoment();
  const chosen = textIn(useSearch({ strict: false }) as Search, 'year');
  const latest = useList('funds/lines', { order: '-planYear', limit: 1 }, { knownAt });
  const last = (latest.data?.rows[0]?.['planYear'] as number | undefined)?.toString();
  const year = chosen ?? asOf?.slice(0, 4) ?? last;
  return (
    <>
      <h1>{say(texts.overview)}{year && <span className="lg-quiet"> · {say(texts.planYear, { year })}</span>}</h1>
      <MyWork />
      {latest.error ? <ErrorNotice error={latest.error} /> : !latest.data ? <Loading /> : year === undefined ? <p>{say(texts.unknownYear)}</p> : <Province year={year} last={last ?? year} />}
    </>
  );
}

function Province({ year, last }: { readonly year: string; readonly last: string }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { me } = useSession();
  const { asOf, knownAt } = useMoment();
  const moment = { asOf, knownAt };
  const { data: catalogue } = useCatalogue();
  const trend = useReport('disbursement-trend', { year }, moment);
  const holders = useReport('capital-plan', { year, by: 'holder' }, moment);
  const overdue = useReport('overdue-funds', {}, moment);
  const houses = useReport('housing-progress', { year }, moment);
  const sets = useList('criteria/set-criteria', { level: 'commune', order: 'set', limit: 1 }, moment);
  const set = sets.data?.rows[0]?.['set'] as string | undefined;
  const criteria = useReport('criteria-matrix', { set }, moment, set !== undefined);
  return (
    <>
      <div className="lg-overview-row"><YearSelect year={year} last={last} /><MoneyUnitSwitch /></div>
      <Answered answer={trend}>{(answer) => <Kpis year={year} trend={answer} overdue={overdue.data} />}</Answered>
      <div className="lg-overview">
        <Card title={texts.trend} place={{ to: '/reports/disbursement-trend', search: { year } }} basis={trend.data?.totals['basis']}><Answered answer={trend}>{(answer) => <Trend answer={answer} />}</Answered></Card>
        <Card title={texts.attention}><Attention year={year} today={asOf ?? catalogue?.today ?? ''} overdue={overdue.data} houses={houses.data} criteria={criteria.data} /></Card>
        <Card title={texts.ranking} place={{ to: '/reports/capital-plan', search: { year, by: 'holder' } }} basis={holders.data?.totals['basis']}><Answered answer={holders}>{(answer) => <Ranking answer={answer} year={year} />}</Answered></Card>
        <Card title={texts.funnel} basis={trend.data?.totals['basis']}><Answered answer={trend}>{(answer) => <Funnel answer={answer} />}</Answered></Card>
        <CommuneMap year={year} />
        <Card title={texts.houses} place={{ to: '/reports/housing-progress', search: { year } }} basis={houses.data?.totals['basis']}><Answered answer={houses}>{(answer) => <Figures answer={answer} keys={['acceptedInYear', 'newInYear', 'repairedInYear', 'stuck', 'paidAmount']} />}</Answered></Card>
        {set !== undefined && <Card title={texts.criteria} place={{ to: '/reports/criteria-matrix', search: { set } }} basis={criteria.data?.totals['basis']}><Answered answer={criteria}>{({ totals }) => <CriteriaFigures totals={totals} />}</Answered></Card>}
        {trend.data && holdsOneOf(me, EVENT_READERS) && <Card title={texts.latest}><LatestFacts position={trend.data.position} /></Card>}
        <Card title={texts.money} place={{ to: '/reports/capital-plan', search: { year } }} basis={holders.data?.totals['basis']}><Answered answer={holders}>{(answer) => <Figures answer={answer} keys={['plan', 'disbursed', 'rate', 'left', 'toCarry', 'carriedForward']} />}</Answered></Card>
      </div>
      {trend.data && <p className="lg-quiet">{say(texts.moment, { asOf: shownDay(trend.data.asOf, language), position: trend.data.position })}</p>}
    </>
  );
}

function YearSelect({ year, last }: { readonly year: string; readonly last: string }): JSX.Element {
  const say = useSay();
  const navigate = useNavigate();
  const years = [...new Set([year, ...Array.from({ length: YEARS_OFFERED }, (_, back) => String(Number(last) - back))])].sort().reverse();
  return (
    <label className="lg-filter"><span>{say(texts.year)}</span>
      <Select size="small" aria-label={say(texts.year)} value={year} options={years.map((value) => ({ value, label: value }))} onChange={(next: string) => void navigate({ to: '.', search: (before: Search) => ({ ...before, year: next }) })} />
    </label>
  );
}

function Figures({ answer, keys }: { readonly answer: ReportAnswer; readonly keys: readonly string[] }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  return (
    <dl className="lg-figures">
      {keys.flatMap((key) => answer.columns.filter((column) => column.key === key)).map((column) => {
        const { text, exact } = shownFigure(column, answer.totals[column.key], language, unit);
        return <div key={column.key}><dt>{say(column.label)}</dt><dd title={exact}>{text || '–'}</dd></div>;
      })}
    </dl>
  );
}

function CriteriaFigures({ totals }: { readonly totals: ReportAnswer['totals'] }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const figures = ([['communes', texts.communes], ['average', texts.average], ['averageBefore', texts.averageBefore], ['awaiting', texts.waiting]] as const).filter(([key]) => typeof totals[key] === 'number');
  return <dl className="lg-figures">{figures.map(([key, words]) => <div key={key}><dt>{say(words)}</dt><dd>{shownNumber(totals[key] as number, language)}</dd></div>)}</dl>;
}
