import { useNavigate, useSearch } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import type { JSX } from 'react';
import { isDay } from '@ledger/fields';
import type { Catalogue } from '@ledger/ui/api/catalogue';
import { useCatalogue } from '@ledger/ui/api/queries';
import { DayInput } from '@ledger/ui/form/day-input';
import { Loading } from '@ledger/ui/frame/notice';
import { useSay } from '@ledger/ui/language/language';
import type { Moment } from '@ledger/ui/moment/moment';
import { textIn, type Search } from '@ledger/ui/pages/address';
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
  if (!catalogue) return <Loading />;
  const what = textIn(search, 'what') ?? 'report:capital-plan';
  const year = textIn(search, 'year') ?? (textIn(search, 'bAsOf') ?? catalogue.today).slice(0, 4);
  const [a, b] = [momentIn(search, 'a'), momentIn(search, 'b')];
  return (
    <>
      <h1>{say(compareTexts.title)}</h1>
      <p>{say(compareTexts.help)}</p>
      <div className="lg-filters" role="search" aria-label={say(compareTexts.title)}>
        <div className="lg-filter"><span>{say(compareTexts.what)}</span><What catalogue={catalogue} value={what} onChange={(next) => go({ what: next })} /></div>
        {what === 'report:capital-plan' && <label className="lg-filter"><span>{say(compareTexts.year)}</span><Input size="small" inputMode="numeric" value={year} onChange={(event) => go({ year: event.target.value })} /></label>}
      </div>
      <div className="lg-compare-moments">
        <MomentFields side="a" search={search} go={go} />
        <MomentFields side="b" search={search} go={go} />
      </div>
      {what.startsWith('report:')
        ? <ComparedReport key={what} name={what.slice('report:'.length)} parameters={what === 'report:capital-plan' ? { year } : {}} a={a} b={b} />
        : <ComparedList key={what} path={what.slice('list:'.length)} a={a} b={b} />}
    </>
  );
}

const momentIn = (search: Search, side: 'a' | 'b'): Moment => ({ asOf: dayIn(search, `${side}AsOf`), knownAt: dayIn(search, `${side}KnownAt`) });

const dayIn = (search: Search, name: string): string | undefined => {
  const value = textIn(search, name);
  return value !== undefined && (isDay(value) || /^\d+$/.test(value)) ? value : undefined;
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
              <DayInput id={id} label={`${title}: ${say(words)}`} describedBy={undefined} invalid={false} value={textIn(search, `${side}${axis}`) ?? ''} onChange={(value) => go({ [`${side}${axis}`]: value || undefined })} />
            </div>
          );
        })}
      </div>
      <p className="lg-quiet">{say(compareTexts.now)}</p>
    </fieldset>
  );
}
