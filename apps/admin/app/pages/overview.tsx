import { Link } from '@tanstack/react-router';
import type { JSX, ReactNode } from 'react';
import type { ReportAnswer, Row } from '@ledger/ui/api/catalogue';
import { useCatalogue, useList, useReport } from '@ledger/ui/api/queries';
import { holdsOneOf, useSession } from '@ledger/ui/api/session';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useMoment } from '@ledger/ui/moment/moment';
import { MoneyUnitSwitch, useMoneyUnit } from '@ledger/ui/money/unit-of-money';
import { shownFigure } from '@ledger/ui/report/report-table';
import { BasisSign } from '@ledger/ui/table/basis';
import { shownNumber } from '@ledger/ui/table/shown';
import type { Search } from '@ledger/ui/pages/address';
import { useRegisters } from '@ledger/ui/pages/registers';
import { texts } from '../texts';
import { MyWork } from './inbox/my-work';

/** The province on one page: money, houses and criteria of the latest plan year, each leading to its report. */
export function Overview(): JSX.Element {
  const say = useSay();
  const { asOf, knownAt } = useMoment();
  const latest = useList('funds/lines', { order: '-planYear', limit: 1 }, { knownAt });
  const year = asOf?.slice(0, 4) ?? (latest.data?.rows[0]?.['planYear'] as number | undefined)?.toString();
  const known = latest.data !== undefined;
  const capital = useReport('capital-plan', { year }, { asOf, knownAt }, known);
  const houses = useReport('housing-progress', { year }, { asOf, knownAt }, known);
  const sets = useList('criteria/set-criteria', { level: 'commune', order: 'set', limit: 1 }, { asOf, knownAt });
  const set = sets.data?.rows[0]?.['set'] as string | undefined;
  const criteria = useReport('criteria-matrix', { set }, { asOf, knownAt }, set !== undefined);
  return (
    <>
      <h1>{say(texts.overview)}{year && <span className="lg-quiet"> · {say(texts.planYear, { year })}</span>}</h1>
      {latest.error && <ErrorNotice error={latest.error} />}
      <MoneyUnitSwitch />
      <MyWork />
      <Card title={texts.money} report="capital-plan" search={{ year }} answer={capital.data} error={capital.error}>
        {(answer) => <><Figures answer={answer} keys={['plan', 'disbursed', 'rate', 'left']} /><Rates answer={answer} /></>}
      </Card>
      <Card title={texts.houses} report="housing-progress" search={{ year }} answer={houses.data} error={houses.error}>
        {(answer) => <Figures answer={answer} keys={['acceptedInYear', 'newInYear', 'repairedInYear', 'stuck', 'paidAmount']} />}
      </Card>
      {set !== undefined && (
        <Card title={texts.criteria} report="criteria-matrix" search={{ set }} answer={criteria.data} error={criteria.error}>
          {({ totals }) => <CriteriaFigures totals={totals} />}
        </Card>
      )}
      <Registers />
    </>
  );
}

interface CardProps {
  readonly title: { readonly vi: string; readonly en: string };
  readonly report: string;
  readonly search: Readonly<Record<string, string | undefined>>;
  readonly answer: ReportAnswer | undefined;
  readonly error: Error | null;
  readonly children: (answer: ReportAnswer) => ReactNode;
}

function Card({ title, report, search, answer, error, children }: CardProps): JSX.Element {
  const say = useSay();
  return (
    <section className="lg-card" aria-label={say(title)}>
      <h2><Link to="/reports/$report" params={{ report }} search={(before: Search) => ({ asOf: before['asOf'], knownAt: before['knownAt'], ...search })}>{say(title)}</Link> <BasisSign basis={answer?.totals['basis']} /></h2>
      {error ? <ErrorNotice error={error} /> : answer ? children(answer) : <Loading />}
    </section>
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

/** The rate of each group as a bar with its figure, the lowest first: where to look. */
function Rates({ answer }: { readonly answer: ReportAnswer }): JSX.Element {
  const { language } = useLanguage();
  const groups = answer.rows.filter(({ level, rate }) => level === 'program' && typeof rate === 'number').sort((a, b) => Number(a['rate']) - Number(b['rate']));
  return (
    <ul className="lg-rates">
      {groups.map((row) => (
        <li key={String(row['program'])}><span title={String(row['name'])}>{String(row['program'])}</span><meter min={0} max={100} value={Number(row['rate'])} aria-label={String(row['name'])} /><span className="lg-number">{shownNumber(Number(row['rate']), language)}%</span></li>
      ))}
    </ul>
  );
}

function CriteriaFigures({ totals }: { readonly totals: Row }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const figures = ([['communes', texts.communes], ['average', texts.average], ['averageBefore', texts.averageBefore], ['awaiting', texts.awaiting]] as const).filter(([key]) => typeof totals[key] === 'number');
  return <dl className="lg-figures">{figures.map(([key, words]) => <div key={key}><dt>{say(words)}</dt><dd>{shownNumber(totals[key] as number, language)}</dd></div>)}</dl>;
}

function Registers(): JSX.Element {
  const say = useSay();
  const { me } = useSession();
  const { data } = useCatalogue();
  const { byMenuOrder } = useRegisters();
  return (
    <>
      <h2>{say(texts.registers)}</h2>
      <ul className="lg-tiles">
        {byMenuOrder(data?.registers ?? []).filter(({ readers }) => holdsOneOf(me, readers)).map(({ name, label }) => <li key={name}><Link to="/registers/$register" params={{ register: name }}>{say(label)}</Link></li>)}
      </ul>
    </>
  );
}
