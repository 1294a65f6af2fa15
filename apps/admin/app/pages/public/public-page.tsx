import { Button, Select } from 'antd';
import { useState, type JSX } from 'react';
import { useAnswer } from '@ledger/ui/api/answers';
import type { Row } from '@ledger/ui/api/catalogue';
import { Preferences } from '@ledger/ui/frame/preferences';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { roundedMoney } from '@ledger/ui/money/money';
import { BasisSign } from '@ledger/ui/table/basis';
import { PlainTable } from '@ledger/ui/table/plain-table';
import { shownDay, shownNumber } from '@ledger/ui/table/shown';
import { publicTexts as texts } from './texts';
import './public.css';

interface Figures {
  /** Of which there are figures, the latest first. */
  readonly years: readonly number[];
  readonly year: number;
  readonly asOf: string;
  readonly position: string;
  readonly leastCount: number;
  readonly money: { readonly programs: readonly Row[]; readonly totals: Row };
  readonly houses: { readonly districts: readonly Row[]; readonly totals: Row };
  readonly criteria?: Row;
}

/** What everybody may know of the programs, without signing in: aggregates with their day and their basis. */
export function PublicPage(): JSX.Element {
  const say = useSay();
  const [year, setYear] = useState<number>();
  const { data, error, refetch } = useAnswer<Figures>(`/api/public/figures${year === undefined ? '' : `?year=${year}`}`);
  return (
    <div className="lg-public">
      <header className="lg-header"><span className="lg-brand">{say(texts.province)}</span><span className="lg-gap" /><Preferences /><a href="/">{say(texts.signIn)}</a></header>
      <main id="content" className="lg-main">
        <h1>{say(texts.title)}</h1>
        <div className="lg-tools">
          {data && <div className="lg-filter"><span>{say(texts.year)}</span><Select size="small" aria-label={say(texts.year)} value={data.year} onChange={setYear} popupMatchSelectWidth={false} options={(data.years.length > 0 ? data.years : [data.year]).map((value) => ({ value, label: value }))} /></div>}
          <span className="lg-gap" />
          <Button size="small" onClick={() => window.print()}>{say(texts.print)}</Button>
        </div>
        {error ? <ErrorNotice error={error} again={() => void refetch()} /> : data ? <PublicFigures figures={data} /> : <Loading />}
      </main>
    </div>
  );
}

function PublicFigures({ figures }: { readonly figures: Figures }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { asOf, year, position, leastCount, money, houses, criteria } = figures;
  const amount = (value: unknown): string => (typeof value === 'string' ? roundedMoney(BigInt(value), 'million', language, 0) : '–');
  const figure = (value: unknown, unit = ''): string => (typeof value === 'number' ? shownNumber(value, language) + unit : '–');
  const count = (value: unknown): string => (typeof value === 'number' ? shownNumber(value, language) : say(texts.keptBack));
  const basis = { key: 'basis', label: say(texts.basis), cell: (row: Row) => <BasisSign basis={row['basis']} /> };
  const total = say(texts.total);
  return (
    <>
      <p>{say(texts.moment, { asOf: shownDay(asOf, language), year, position })}</p>
      <h2>{say(texts.money)}</h2>
      <PlainTable label={say(texts.money)} rows={[...money.programs, { ...money.totals, program: '', name: total }]} keyOf={({ program }) => String(program)} columns={[
        { key: 'name', label: say(texts.program), cell: ({ name }) => String(name) },
        { key: 'plan', label: say(texts.plan), number: true, cell: ({ plan }) => amount(plan) },
        { key: 'disbursed', label: say(texts.disbursed), number: true, cell: ({ disbursed }) => amount(disbursed) },
        { key: 'rate', label: say(texts.rate), number: true, cell: ({ rate }) => figure(rate, '%') },
        basis,
      ]} />
      <h2>{say(texts.houses)}</h2>
      <PlainTable label={say(texts.houses)} rows={[...houses.districts, { ...houses.totals, code: '', name: total }]} keyOf={({ code }) => String(code)} columns={[
        { key: 'name', label: say(texts.district), cell: ({ name }) => String(name) },
        { key: 'accepted', label: say(texts.accepted), number: true, cell: ({ acceptedInYear }) => count(acceptedInYear) },
        basis,
      ]} />
      <p className="lg-quiet">{say(texts.small, { least: leastCount })} {say(texts.rounded)}</p>
      {criteria && (
        <>
          <h2>{say(texts.criteria)} <BasisSign basis={criteria['basis']} /></h2>
          <dl className="lg-figures"><div><dt>{say(texts.communes)}</dt><dd>{count(criteria['communes'])}</dd></div><div><dt>{say(texts.average)}</dt><dd>{figure(criteria['average'])}</dd></div></dl>
        </>
      )}
    </>
  );
}
