import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { shownNumber } from '@ledger/ui/table/shown';
import { useCaseFile } from '../../case-file/case-store';
import { useHitCounts, useSignals } from '../signal-answers';
import { workbenchTexts } from './texts';

/** The risk signals that were hit, most often first: each leads to its events, none is a verdict. */
export function Flags(): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { data: signals = [] } = useSignals();
  const { data, error } = useHitCounts();
  const hits = (data?.signals ?? []).filter((signal) => signal.hits > 0).sort((a, b) => b.hits - a.hits);
  return (
    <section aria-label={say(workbenchTexts.flags)}>
      <h2>{say(workbenchTexts.flags)}</h2>
      {error ? <ErrorNotice error={error} /> : !data ? <Loading /> : hits.length === 0 ? <p>{say(workbenchTexts.noFlags)}</p> : (
        <ul className="lg-tiles">
          {hits.map((signal) => {
            const title = signals.find(({ name }) => name === signal.name)?.title;
            return <li key={signal.name}><Link to="/signals/$signal" params={{ signal: signal.name }}>{title ? say(title) : signal.name}</Link> <span className="lg-quiet">{shownNumber(signal.hits, language)}</span></li>;
          })}
        </ul>
      )}
    </section>
  );
}

/** What this person has gathered on this machine. */
export function OwnCase(): JSX.Element {
  const say = useSay();
  const { file } = useCaseFile();
  return (
    <section className="lg-card" aria-label={say(workbenchTexts.ownCase)}>
      <h2>{say(workbenchTexts.ownCase)}</h2>
      <p className="lg-bench-figure">{file.title || say(workbenchTexts.untitled)}</p>
      <p className="lg-quiet">{say(workbenchTexts.pinned, { count: file.items.length })}</p>
      <p><Link to="/case">{say(workbenchTexts.openCase)}</Link></p>
    </section>
  );
}
