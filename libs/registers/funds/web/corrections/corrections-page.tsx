import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { JSX } from 'react';
import { entriesOf, type LineState } from '@ledger/registers/funds/domain';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { useSay } from '@ledger/ui/language/language';
import { textIn, type Search } from '@ledger/ui/pages/address';
import { useRegisters } from '@ledger/ui/pages/registers';
import { pageAddress } from '@ledger/ui/register/web-page';
import { useStreamState } from '@ledger/ui/work/stream-state';
import '@ledger/ui/work/work.css';
import { useLineName } from '../line-name';
import { Amendment } from './amendment';
import { EntryList } from './entry-list';
import { correctionTexts } from './texts';

/** The entries of one line: pick the wrong one, then say what it should have been, or reverse it. The pick is in the address. */
export function CorrectionsPage(): JSX.Element {
  const say = useSay();
  const navigate = useNavigate();
  const nameOf = useLineName();
  const { line = '' } = useParams({ strict: false }) as { readonly line?: string };
  const picked = textIn(useSearch({ strict: false }) as Search, 'entry');
  const { decider } = useRegisters().commandOf('CorrectEntry')!;
  const { data: stream, error, refetch } = useStreamState(decider, line);
  const state = stream?.state as LineState | undefined;
  const standing = state && entriesOf(state).find(({ entry }) => entry.id === picked);
  return (
    <>
      <p><Link to={pageAddress('funds', 'corrections')}>{say(correctionTexts.title)}</Link></p>
      <h1>{nameOf(line)}</h1>
      {error ? <ErrorNotice error={error} again={() => void refetch()} /> : stream && state ? (
        <div className="lg-two-panes">
          <section aria-label={say(correctionTexts.pick)}>
            <h2>{say(correctionTexts.pick)}</h2>
            <EntryList state={state} events={stream.events} picked={picked} onPick={(entry) => void navigate({ to: '.', search: (before: Search) => ({ ...before, entry }) })} />
          </section>
          <section aria-label={say(correctionTexts.put)}>
            <h2>{say(correctionTexts.put)}</h2>
            {standing ? <Amendment key={standing.entry.id} line={line} state={state} standing={standing} /> : <p className="lg-quiet">{say(correctionTexts.pickFirst)}</p>}
          </section>
        </div>
      ) : <Loading />}
    </>
  );
}
