import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { RegisterDescription, ReportColumnDescription, ReportDescription, Row } from '../api/catalogue';
import { useCatalogue, useReport } from '../api/queries';
import { holdsOneOf, useSession } from '../api/session';
import { ErrorNotice, Loading } from '../frame/notice';
import { useSay } from '../language/language';
import { useMoment } from '../moment/moment';
import { ReportParameter } from '../report/report-parameter';
import { ReportView } from '../report/report-view';
import { NotFound } from './not-found';
import { textIn, type Search } from './address';
import { useRegisters } from './registers';
import { pageTexts } from './texts';
import { useUsual } from './use-usual';

export function ReportPage(): JSX.Element {
  const { report: name } = useParams({ strict: false }) as { readonly report: string };
  const { me } = useSession();
  const { data } = useCatalogue();
  const register = data?.registers.find(({ reports }) => reports.some((report) => report.name === name));
  const report = register?.reports.find((each) => each.name === name);
  return register && report && holdsOneOf(me, report.roles) ? <Report key={name} register={register} report={report} /> : <NotFound />;
}

/** The parameters are in the address, so that a figure can be shared with everything it depends on. */
function Report({ register, report }: { readonly register: RegisterDescription; readonly report: ReportDescription }): JSX.Element {
  const say = useSay();
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const { asOf, knownAt } = useMoment();
  const moment = { asOf, knownAt };
  const { webOf } = useRegisters();
  const layout = webOf(register.name)?.reports[report.name];
  const usual = useUsual(register.name, layout?.usual, moment);
  const chosen = Object.fromEntries(report.params.map(({ key }) => [key, textIn(search, key)]));
  const parameters = Object.fromEntries(report.params.map(({ key }) => [key, chosen[key] ?? usual.values[key]]));
  const lacking = report.params.filter(({ key, optional }) => !optional && parameters[key] === undefined);
  const { data, error, refetch, isPlaceholderData } = useReport(report.name, parameters, moment, lacking.length === 0 && usual.isKnown);
  const textOf = ({ key }: ReportColumnDescription, value: string): string | undefined => {
    const words = layout?.says?.[key]?.[value] ?? layout?.says?.['*']?.[value];
    return words && say(words);
  };
  const link = ({ key }: ReportColumnDescription, row: Row, text: string): JSX.Element | undefined => {
    const behind = layout?.behind?.(key, row);
    return behind && <Link to="/registers/$register/$table" params={{ register: register.name, table: behind.list }} search={(before: Search) => ({ asOf: before['asOf'], knownAt: before['knownAt'], ...behind.filters })}>{text}</Link>;
  };
  const chart = layout?.chart && { ...layout.chart, label: (row: Row) => String(layout.chart!.label.map((key) => row[key]).find((value) => value !== undefined && value !== null) ?? ''), rows: (row: Row) => Object.entries(layout.chart!.only ?? {}).every(([column, values]) => values.includes(String(row[column]))) };
  return (
    <>
      <h1>{say(report.title)}</h1>
      <div className="lg-filters" role="search" aria-label={say(pageTexts.parameters)}>
        {report.params.map((param) => <ReportParameter key={param.key} param={param} value={chosen[param.key] ?? ''} usual={usual.values[param.key]} onChange={(value) => void navigate({ to: '.', search: (before: Search) => ({ ...before, [param.key]: value || undefined }) })} />)}
      </div>
      {lacking.length > 0 ? <p role="status">{say(pageTexts.chooseFirst, { what: lacking.map(({ label }) => say(label)).join(', ') })}</p> : error ? <ErrorNotice error={error} again={() => void refetch()} /> : data ? (
        <div className={isPlaceholderData ? 'lg-stale' : undefined} aria-busy={isPlaceholderData}><ReportView answer={data} parameters={parameters} moment={moment} chart={chart} textOf={textOf} link={link} /></div>
      ) : <Loading />}
    </>
  );
}
