import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore, type JSX } from 'react';
import { ErrorNotice } from '@ledger/ui/frame/notice';
import { useSession } from '@ledger/ui/api/session';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { shownNumber } from '@ledger/ui/table/shown';
import { replayTexts } from '@ledger/ui/replay/texts';
import type { LedgerSource } from '../../source/ledger-source';
import { useSource } from '../../source/source-context';
import { LogLoader, type LogState } from './log-loader';

/** One log for each source and person, kept while the window is open: whoever signs in next reads anew. */
const loaders = new WeakMap<LedgerSource, { readonly user: string; readonly loader: LogLoader }>();

function loaderOf(source: LedgerSource, user: string): LogLoader {
  const known = loaders.get(source);
  if (known?.user === user) return known.loader;
  const loader = new LogLoader(source);
  loaders.set(source, { user, loader });
  return loader;
}

/** Every event that was recorded, and how far it has been read. What is recorded meanwhile comes by itself. */
export function useEventLog(): LogState & { readonly again: () => void } {
  const source = useSource();
  const user = useSession().me?.user ?? '';
  const loader = loaderOf(source, user);
  const state = useSyncExternalStore(loader.subscribe, loader.now);
  // Live updates make queries of streams stale: then the rest is read.
  const { refetch } = useQuery({ queryKey: ['stream', 'whole log', source.kind, user], queryFn: () => loader.more().then(() => loader.now().version), staleTime: 0 });
  return { ...state, again: () => void refetch() };
}

/** A bar while events are still coming in; the page can be used meanwhile. */
export function LogProgress({ state }: { readonly state: ReturnType<typeof useEventLog> }): JSX.Element | null {
  const say = useSay();
  const { language } = useLanguage();
  if (state.error) return <ErrorNotice error={state.error} again={state.again} />;
  if (state.complete) return null;
  const says = say(replayTexts.loadingEvents, { count: shownNumber(state.version, language) });
  return <div className="lg-log-progress"><span role="status">{says}</span><progress aria-label={says} max={1} value={state.share} /></div>;
}
