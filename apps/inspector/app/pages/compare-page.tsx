import { useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { useEffect, type JSX } from 'react';
import { isDay } from '@ledger/fields';
import type { Catalogue } from '@ledger/ui/api/catalogue';
import { useCatalogue, useList } from '@ledger/ui/api/queries';
import { DayInput } from '@ledger/ui/form/day-input';
import { Loading } from '@ledger/ui/frame/notice';
import { useSay } from '@ledger/ui/language/language';
import type { Moment } from '@ledger/ui/moment/moment';
import { NamedPositionChoice } from '@ledger/ui/moment/named-position-choice';
import { textIn, type Search } from '@ledger/ui/pages/address';
import { pageTexts } from '@ledger/ui/pages/texts';
import { uiTexts } from '@ledger/ui/texts';
import { ReportParameter } from '@ledger/ui/report/report-parameter';
import { ComparedList } from './compare-list';
import { ComparedReport } from './compare-report';
import { compareTexts } from './compare-texts';

/** Two moments beside each other, on either axis; what is compared and when stands in the address. */
export function ComparePage(): JSX.Element {
  const say = useSay();
  const { data: catalogue } = useCatalogue();
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const go = (changed: Search): void => void navigate({ to: '.', search: (before: Search) => ({ ...before, ...changed }) });
  useUsualMoments(search, catalogue, go);
  if (!catalogue || !hasMoments(search)) return <Loading />;
  const what = textIn(search, 'what') ?? 'report:capital-plan';
  const report = what.startsWith('report:') ? catalogue.registers.flatMap(({ reports }) => reports).find(({ name }) => `report:${name}` === what) : undefined;
  const parameters = Object.fromEntries((report?.params ?? []).flatMap(({ key }) => {
    const value = textIn(search, key) ?? (key === 'year' ? (textIn(search, 'bAsOf') ?? catalogue.today).slice(0, 4) : undefined);
    return value === undefined ? [] : [[key, value]];
  }));
  const lacking = report?.params.filter(({ key, optional }) => !optional && parameters[key] === undefined) ?? [];
  const [a, b] = [momentIn(search, 'a'), momentIn(search, 'b')];
  return (
    <>
      <h1>{say(compareTexts.title)}</h1>
      <p>{say(compareTexts.help)}</p>
      <div className="lg-filters" role="search" aria-label={say(compareTexts.title)}>
        <div className="lg-filter"><span>{say(compareTexts.what)}</span><What catalogue={catalogue} value={what} onChange={(next) => go({ what: next })} /></div>
        {report?.params.map((param) => <ReportParameter key={`${report.name} ${param.key}`} param={param} value={parameters[param.key] ?? ''} onChange={(value) => go({ [param.key]: value || undefined })} />)}
      </div>
      <div className="lg-compare-moments">
        <MomentFields side="a" search={search} go={go} />
        <MomentFields side="b" search={search} go={go} />
      </div>
      {lacking.length > 0 ? <p role="status">{say(pageTexts.chooseFirst, { what: lacking.map(({ label }) => say(label)).join(', ') })}</p> : what.startsWith('report:')
        ? <ComparedReport key={what} name={what.slice('report:'.length)} rowKey={report?.rowKey} parameters={parameters} a={a} b={b} />
        : <ComparedList key={what} path={what.slice('list:'.length)} a={a} b={b} />}
    </>
  );
}

const AXES = ['aAsOf', 'aKnownAt', 'bAsOf', 'bKnownAt'];
/** Opened without a moment, or with one that was emptied: an empty one is now. */
const hasMoments = (search: Search): boolean => AXES.some((name) => search[name] !== undefined) || search['moments'] === 'now';

/** Opens on the end of the last plan year that has gone, of which there is money, beside now: what happened to a year after its end. */
function useUsualMoments(search: Search, catalogue: Catalogue | undefined, go: (changed: Search) => void): void {
  const wanted = catalogue !== undefined && !hasMoments(search);
  const { data, error } = useList('funds/lines', { order: '-planYear', limit: 1 }, {}, wanted);
  useEffect(() => {
    if (!wanted || (!data && !error)) return;
    const known = Number(data?.rows[0]?.['planYear'] ?? Infinity);
    const last = Math.min(known, Number(catalogue.today.slice(0, 4)) - 1);
    go({ aAsOf: `${last}-12-31`, year: textIn(search, 'year') ?? String(last) });
  }, [wanted, data, error]);
}

const momentIn = (search: Search, side: 'a' | 'b'): Moment => ({ asOf: dayIn(search, `${side}AsOf`), knownAt: dayIn(search, `${side}KnownAt`) });

const dayIn = (search: Search, name: string): string | undefined => {
  const value = textIn(search, name);
  // Only what was recorded is counted in positions: a day that is still being typed is none.
  return value !== undefined && (isDay(value) || (name.endsWith('KnownAt') && /^\d+$/.test(value))) ? value : undefined;
};

function What({ catalogue, value, onChange }: { readonly catalogue: Catalogue; readonly value: string; readonly onChange: (value: string) => void }): JSX.Element {
  const say = useSay();
  const reports = catalogue.registers.flatMap(({ reports: own }) => own).map(({ name, title }) => ({ value: `report:${name}`, label: say(title) }));
  const lists = catalogue.registers.map(({ name, label, tables }) => ({ key: name, label: `${say(compareTexts.lists)}: ${say(label)}`, options: tables.map((table) => ({ value: `list:${table.path}`, label: say(table.label) })) }));
  return <Select size="small" aria-label={say(compareTexts.what)} popupMatchSelectWidth={false} value={value} onChange={onChange} options={[{ key: 'reports', label: say(compareTexts.reports), options: reports }, ...lists]} />;
}

interface MomentFieldsProps {
  readonly side: 'a' | 'b';
  readonly search: Search;
  readonly go: (changed: Search) => void;
}

function MomentFields({ side, search, go }: MomentFieldsProps): JSX.Element {
  const say = useSay();
  const title = say(side === 'a' ? compareTexts.momentA : compareTexts.momentB);
  return (
    <fieldset className="lg-group">
      <legend>{title}</legend>
      <div className="lg-filters">
        {([['AsOf', compareTexts.effective], ['KnownAt', compareTexts.known]] as const).map(([axis, words]) => {
          const id = `compare-${side}-${axis}`;
          return (
            <div className="lg-filter" key={axis}>
              <label htmlFor={id}>{say(words)}</label>
              <DayInput id={id} label={`${title}: ${say(words)}`} describedBy={undefined} invalid={false} value={textIn(search, `${side}${axis}`) ?? ''} onChange={(value) => go({ [`${side}${axis}`]: value || undefined, moments: 'now' })} />
            </div>
          );
        })}
        <NamedPositionChoice label={`${title}: ${say(uiTexts.namedPosition)}`} value={textIn(search, `${side}KnownAt`)} onChange={(value) => go({ [`${side}KnownAt`]: value, moments: 'now' })} />
      </div>
      <p className="lg-quiet">{say(compareTexts.now)}</p>
    </fieldset>
  );
}
