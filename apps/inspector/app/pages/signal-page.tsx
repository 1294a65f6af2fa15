import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import type { JSX } from 'react';
import { citationText, type RiskSignal } from '@ledger/kit';
import { queryText } from '@ledger/ui/api/request';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { knownAtParameter, useMoment } from '@ledger/ui/moment/moment';
import { textIn, type Search } from '@ledger/ui/pages/address';
import { NotFound } from '@ledger/ui/pages/not-found';
import { shownNumber } from '@ledger/ui/table/shown';
import { useHits, useSignals } from './signal-answers';
import { SignalHits } from './signal-hits';
import { SignalMonths } from './signal-months';
import { SignalParameters } from './signal-parameters';
import { signalTexts as texts } from './signal-texts';
import './signals.css';

/** One signal: what it asks, its parameters, its hits over time, each with its events. */
export function SignalPage(): JSX.Element {
  const { signal: name } = useParams({ strict: false }) as { readonly signal: string };
  const { data: signals } = useSignals();
  if (!signals) return <Loading />;
  const signal = signals.find((each) => each.name === name);
  return signal ? <Shown signal={signal} /> : <NotFound />;
}

function Shown({ signal }: { readonly signal: RiskSignal }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { knownAt } = useMoment();
  const search = useSearch({ strict: false }) as Search;
  const given = Object.fromEntries(Object.keys(signal.parameters as object).flatMap((key) => {
    const value = textIn(search, key);
    return value === undefined ? [] : [[key, value] as const];
  }));
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching } = useHits(signal.name, given);
  const first = data?.pages[0];
  return (
    <>
      <p><Link to={'/signals' as string}>← {say(texts.all)}</Link></p>
      <h1>{say(signal.title)}</h1>
      <p>{say(signal.asks)}</p>
      <p className="lg-quiet">{say(texts.law)}: {signal.law ? citationText(signal.law, language) : say(texts.noLaw)}</p>
      <SignalParameters key={JSON.stringify(given)} signal={signal} given={given} />
      {error && <ErrorNotice error={error} again={() => void refetch()} />}
      {!first && !error && <Loading />}
      {first && (
        <>
          <div className="lg-tools">
            <span role="status">{say(texts.found, { total: shownNumber(first.total, language), position: first.position })}</span>
            <a href={`/api/signals/${signal.name}${queryText({ ...given, knownAt: knownAtParameter(knownAt), format: 'csv', lang: language })}`} download>{say(texts.csv)}</a>
          </div>
          {first.months.length > 0 && <SignalMonths months={first.months} />}
          <SignalHits signal={signal} hits={data.pages.flatMap(({ hits }) => hits)} position={first.position} />
          {hasNextPage && <Button loading={isFetching} onClick={() => void fetchNextPage()}>{say(texts.more)}</Button>}
        </>
      )}
    </>
  );
}
