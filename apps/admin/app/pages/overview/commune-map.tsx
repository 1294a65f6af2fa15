import { Segmented, Select } from 'antd';
import { useMemo, useState, type JSX } from 'react';
import type { Words } from '@ledger/kit';
import type { Row } from '@ledger/ui/api/catalogue';
import { useList, useReport } from '@ledger/ui/api/queries';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useMoment } from '@ledger/ui/moment/moment';
import { useMoneyUnit } from '@ledger/ui/money/unit-of-money';
import { reportTexts } from '@ledger/ui/report/texts';
import { BasisSign } from '@ledger/ui/table/basis';
import { PlainTable } from '@ledger/ui/table/plain-table';
import { shownMoney, shownNumber } from '@ledger/ui/table/shown';
import { Behind, Card, type Place } from './card';
import { overviewTexts as texts } from './texts';
import { TileMap, type Tile } from './tile-map';

const UNITS_MAX = 1_000;
const PERCENT = 100;

interface Measure {
  readonly title: Words;
  readonly report: string;
  readonly parameters: (year: string) => Readonly<Record<string, string | undefined>>;
  /** The columns of the report that hold the commune and its figure. */
  readonly commune: string;
  readonly key: string;
  readonly unit: 'percent' | 'VND' | 'number';
  readonly place: (code: string, year: string, district: string) => Place;
}

const lines = (holder: string, planYear: string): Place => ({ to: '/registers/funds/lines', search: { holder, planYear } });
const houses = (commune: string): Place => ({ to: '/registers/housing/houses', search: { commune } });
const money = { report: 'capital-plan', parameters: (year: string) => ({ year, by: 'holder' }), commune: 'holder', place: lines } as const;
const housing = { report: 'housing-progress', parameters: (year: string) => ({ year, by: 'commune' }), commune: 'code', unit: 'number', place: houses } as const;

/** The first is shown at first: houses are counted by commune, while funds may be held by districts alone. */
const MEASURES = {
  accepted: { ...housing, title: texts.accepted, key: 'accepted' },
  stuck: { ...housing, title: texts.stuck, key: 'stuck' },
  rate: { ...money, title: texts.rate, key: 'rate', unit: 'percent' },
  disbursed: { ...money, title: texts.disbursed, key: 'disbursed', unit: 'VND' },
  plan: { ...money, title: texts.plan, key: 'plan', unit: 'VND' },
  met: { title: texts.met, report: 'criteria-matrix', parameters: (year: string) => ({ year }), commune: 'code', key: 'met', unit: 'number', place: (_code: string, year: string, district: string) => ({ to: '/reports/criteria-matrix', search: { year, district } }) },
} as const satisfies { readonly [name: string]: Measure };

type MeasureName = keyof typeof MEASURES;

/** Of each code the fact that came last, as the moment has it; communes with the name of what they are part of. */
function communesIn(rows: readonly Row[], nowhere: string): readonly { readonly code: string; readonly name: string; readonly district: string; readonly group: string }[] {
  const units = new Map(rows.map((row) => [String(row['code']), row]));
  const communes = [...units.values()].filter(({ level, dissolved }) => level === 'commune' && dissolved !== true);
  const placed = communes.map((row) => ({ code: String(row['code']), name: String(row['name']), district: String(row['parent'] ?? ''), group: String(units.get(String(row['parent'] ?? ''))?.['name'] ?? nowhere) }));
  return placed.sort((a, b) => a.group.localeCompare(b.group, 'vi') || a.name.localeCompare(b.name, 'vi'));
}

/** The communes coloured by a measure of one's choice, as tiles or as a table. */
export function CommuneMap({ year }: { readonly year: string }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const { asOf, knownAt } = useMoment();
  const [name, setName] = useState<MeasureName>('accepted');
  const [shown, setShown] = useState<'chart' | 'table'>('chart');
  const measure: Measure = MEASURES[name];
  const units = useList('territory/units', { limit: UNITS_MAX }, { asOf, knownAt });
  const { data, error } = useReport(measure.report, measure.parameters(year), { asOf, knownAt });
  const text = (value: number | string): string => (measure.unit === 'VND' ? shownMoney(BigInt(Math.round(Number(value))), language, unit).text : `${shownNumber(Math.round(Number(value) * 10) / 10, language)}${measure.unit === 'percent' ? '%' : ''}`);
  const tiles = useMemo((): readonly Tile[] => {
    const rows = new Map((data?.name === measure.report ? data.rows : []).filter((row) => measure.commune !== 'holder' || row['level'] === 'holder').map((row) => [String(row[measure.commune]), row]));
    return communesIn(units.data?.rows ?? [], say(texts.noDistrict)).map(({ code, name: commune, group, district }) => {
      const value = rows.get(code)?.[measure.key];
      const known = typeof value === 'number' || typeof value === 'string';
      return { code, name: commune, group, value: known ? Number(value) : undefined, text: known ? text(value) : '–', place: measure.place(code, year, district) };
    });
    // `text` depends on the language and the unit alone.
  }, [data, units.data, name, year, language, unit]);
  const largest = measure.unit === 'percent' ? PERCENT : Math.max(1, ...tiles.map(({ value }) => value ?? 0));
  return (
    <Card title={texts.map} className="lg-overview-wide">
      <div className="lg-overview-row">
        <label className="lg-filter"><span>{say(texts.measure)}</span><Select size="small" aria-label={say(texts.measure)} value={name} onChange={setName} popupMatchSelectWidth={false} options={Object.entries(MEASURES).map(([value, { title }]) => ({ value: value as MeasureName, label: say(title) }))} /></label>
        <Segmented size="small" aria-label={say(reportTexts.shownAs, { title: say(texts.map) })} name="commune-map" value={shown} onChange={setShown} options={[{ value: 'chart', label: say(texts.map) }, { value: 'table', label: say(reportTexts.table) }]} />
        <BasisSign basis={data?.totals['basis']} />
      </div>
      <p className="lg-quiet">{say(texts.mapWhat)}</p>
      {error ? <ErrorNotice error={error} /> : !data || data.name !== measure.report || !units.data ? <Loading /> : shown === 'chart'
        ? <TileMap label={`${say(texts.map)}: ${say(measure.title)}`} tiles={tiles} largest={largest} legend={text} nothing={say(texts.noFigure)} />
        : <PlainTable label={say(texts.map)} rows={tiles} keyOf={({ code }) => code} columns={[
          { key: 'district', label: say(texts.district), cell: ({ group }) => group },
          { key: 'commune', label: say(texts.commune), cell: ({ name: commune, place }) => <Behind place={place}>{commune}</Behind> },
          { key: 'value', label: say(measure.title), number: true, cell: ({ text: figure }) => figure },
        ]} />}
    </Card>
  );
}
