import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ComponentType, JSX } from 'react';
import type { Words } from '@ledger/kit';
import { ErrorNotice, Loading } from '../frame/notice';
import { useSay } from '../language/language';
import { textIn, type Search } from '../pages/address';
import { pageAddress } from '../register/web-page';
import { useStreamState } from '../work/stream-state';
import { Amendment } from './amendment';
import { RECORDS_PAGE, type Correction } from './correction';
import { FactList } from './fact-list';
import { correctionTexts } from './texts';
import '../work/work.css';
import './correction.css';

/** The facts of one record: pick the wrong one, then say how it truly is. The pick is in the address. */
export function recordPage(register: string, title: Words, correction: Correction): ComponentType {
  return function RecordPage(): JSX.Element {
    const say = useSay();
    const nameOf = correction.useName();
    const { record = '' } = useParams({ strict: false }) as { readonly record?: string };
    return (
      <>
        <p><Link to={pageAddress(register, RECORDS_PAGE)}>{say(title)}</Link></p>
        <div className="lg-title-line"><h1>{nameOf(record)}</h1>{correction.page && <Link to={correction.page(record)}>{say(correctionTexts.toRecord)}</Link>}</div>
        <Facts key={record} record={record} correction={correction} />
      </>
    );
  };
}

function Facts({ record, correction }: { readonly record: string; readonly correction: Correction }): JSX.Element {
  const say = useSay();
  const navigate = useNavigate();
  const picked = textIn(useSearch({ strict: false }) as Search, 'fact');
  const { data: stream, error, refetch } = useStreamState(correction.decider, record);
  if (error) return <ErrorNotice error={error} again={() => void refetch()} />;
  if (!stream) return <Loading />;
  const facts = correction.facts(stream.state, stream.events);
  const fact = facts.find(({ id }) => id === picked);
  return (
    <div className="lg-two-panes lg-correction">
      <section aria-label={say(correctionTexts.pick)}>
        <h2>{say(correctionTexts.pick)}</h2>
        <FactList facts={facts} picked={picked} onPick={(next) => void navigate({ to: '.', search: (before: Search) => ({ ...before, fact: next }), resetScroll: false })} />
      </section>
      <section aria-label={say(correctionTexts.put)}>
        <h2>{say(correctionTexts.put)}</h2>
        {fact ? <Amendment key={fact.id} record={record} fact={fact} state={stream.state} correction={correction} /> : <p className="lg-quiet">{say(correctionTexts.pickFirst)}</p>}
      </section>
    </div>
  );
}
