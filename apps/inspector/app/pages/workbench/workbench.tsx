import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, type JSX } from 'react';
import { useCatalogue } from '@ledger/ui/api/queries';
import { useSession } from '@ledger/ui/api/session';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { textIn, type Search } from '@ledger/ui/pages/address';
import { useRegisters } from '@ledger/ui/pages/registers';
import { shownInstant, shownNumber } from '@ledger/ui/table/shown';
import '@ledger/ui/replay/replay.css';
import { LogProgress, useEventLog } from '../../log/use-event-log';
import { useKnown } from '../../log/use-known';
import { texts } from '../../texts';
import { Flags, OwnCase } from './flags';
import { IntegrityState } from './integrity-state';
import { useLastVisit } from './last-visit';
import { figuresOf, isInScope, LATE_DAYS, type Scope, type ScopeFigures } from './scope';
import { ScopePicker } from './scope-picker';
import { workbenchTexts } from './texts';

/** Where an inspector begins: what is to be inspected, what is new, and whether the ledger is whole. */
export function Workbench(): JSX.Element {
  const say = useSay();
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const isKnown = useKnown();
  const loaded = useEventLog();
  const { log, version } = loaded;
  const [program, unit, from, to] = ['program', 'unit', 'from', 'to'].map((name) => textIn(search, name));
  const scope = useMemo((): Scope => ({ program, unit, from, to }), [program, unit, from, to]);
  const figures = useMemo(() => figuresOf(log, (event) => isInScope(event, scope) && isKnown(event)), [log, version, scope, isKnown]);
  return (
    <>
      <h1>{say(texts.workbench)}</h1>
      <LogProgress state={loaded} />
      <ScopePicker scope={scope} onChange={(changed) => void navigate({ to: '.', search: (before: Search) => ({ ...before, ...changed }), resetScroll: false })} />
      <div className="lg-bench">
        <NewEvents loaded={loaded} />
        <IntegrityState count={loaded.complete ? log.size : undefined} />
        <OwnCase />
      </div>
      <Flags />
      <Figures figures={figures} unit={unit} isWhole={loaded.complete} />
    </>
  );
}

function NewEvents({ loaded: { log, version, complete } }: { readonly loaded: ReturnType<typeof useEventLog> }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const user = useSession().me?.user ?? '';
  const last = useLastVisit(user, complete ? log.last : undefined);
  const fresh = useMemo(() => {
    if (!last) return [];
    const seen = BigInt(last.position);
    return log.events.filter(({ position }) => BigInt(position) > seen);
  }, [log, version, last]);
  return (
    <section className="lg-card" aria-label={say(workbenchTexts.sinceLast)}>
      <h2>{say(workbenchTexts.sinceLast)}</h2>
      {!last ? <p>{say(workbenchTexts.firstVisit)}</p> : (
        <>
          <p className="lg-bench-figure">{!complete ? '…' : fresh.length === 0 ? say(workbenchTexts.nothingNew) : say(workbenchTexts.newEvents, { count: shownNumber(fresh.length, language) })}</p>
          <p className="lg-quiet">{say(workbenchTexts.lastVisit, { at: shownInstant(last.at, language) })}</p>
          {fresh[0] && <p><Link to="/replay" search={{ at: fresh[0].position }}>{say(workbenchTexts.replayNew)}</Link></p>}
        </>
      )}
    </section>
  );
}

/** While events are still being read nothing is counted: a part of them is no figure. */
function Figures({ figures, unit, isWhole }: { readonly figures: ScopeFigures; readonly unit: string | undefined; readonly isWhole: boolean }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const registers = useRegisters().byMenuOrder(useCatalogue().data?.registers ?? []);
  const tiles = [
    { words: workbenchTexts.events, count: figures.events }, { words: workbenchTexts.people, count: figures.people }, { words: workbenchTexts.records, count: figures.records },
    { words: workbenchTexts.backDated, count: figures.late }, { words: workbenchTexts.corrections, count: figures.reasoned }, { words: workbenchTexts.withoutBasis, count: figures.weakBasis },
  ];
  return (
    <section aria-label={say(workbenchTexts.inScope)}>
      <h2>{say(workbenchTexts.inScope)}</h2>
      <dl className="lg-figures lg-bench-tiles">{tiles.map(({ words, count }) => <div key={words.en}><dt>{say(words, { days: LATE_DAYS })}</dt><dd>{isWhole ? shownNumber(count, language) : '…'}</dd></div>)}</dl>
      <h2>{say(workbenchTexts.byRegister)}</h2>
      <ul className="lg-tiles">
        {registers.filter(({ name }) => isWhole && figures.byRegister.has(name)).map(({ name, label }) => <li key={name}><Link to="/replay" search={{ register: name, unit }}>{say(label)}</Link> <span className="lg-quiet">{shownNumber(figures.byRegister.get(name)!, language)}</span></li>)}
      </ul>
    </section>
  );
}
