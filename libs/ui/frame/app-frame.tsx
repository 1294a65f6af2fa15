import { Outlet, useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type JSX, type ReactNode } from 'react';
import type { Words } from '@ledger/kit';
import { useLive, type Connection } from '../api/live';
import { useCatalogue } from '../api/queries';
import { useSession } from '../api/session';
import { Keyboard } from '../keyboard/keyboard';
import { useSay } from '../language/language';
import { AsOfBar } from '../moment/as-of-bar';
import { isPast, momentOf, MomentProvider } from '../moment/moment';
import { MoneyUnitProvider } from '../money/unit-of-money';
import { NamesProvider } from '../names/names';
import { useRegisters } from '../pages/registers';
import { pageTexts } from '../pages/texts';
import { SearchBox } from '../search/search-box';
import type { SearchEntry } from '../search/search-entries';
import { ErrorNotice, Loading } from './notice';
import { PrintedLine } from './printed-line';
import { Preferences } from './preferences';
import { SessionEnd } from './session-end';

/** Words whose codes are shown by name on every page. */
const NAMED = ['unit-code', 'program-code', 'component-code', 'username'];

function ConnectionSign({ connection }: { readonly connection: Connection }): JSX.Element | null {
  const say = useSay();
  if (connection === 'none') return null;
  return <span className={`lg-connection lg-${connection}`} role="status">{say(pageTexts[connection])}</span>;
}

interface FrameProps {
  /** What the app is called in its header. */
  readonly product: Words;
  /** The links of its menu; `onFollow` closes it on a phone. */
  readonly menu: (onFollow: () => void) => ReactNode;
  /** Pages of its own that the search box finds. */
  readonly pages: readonly SearchEntry[];
  /** Further signs in the header. */
  readonly signs?: ReactNode;
  /** What stands above every page. */
  readonly notice?: ReactNode;
}

/** What stands around every page of an app: menu, moment, who is signed in, and whether changes arrive. */
export function AppFrame({ product, menu, pages, signs, notice }: FrameProps): JSX.Element {
  const say = useSay();
  const { me, signOut } = useSession();
  const connection = useLive(me?.user);
  const catalogue = useCatalogue();
  const { pickers } = useRegisters();
  const [menuOpen, setMenuOpen] = useState(false);
  const moment = momentOf(useSearch({ strict: false }));
  const navigate = useNavigate();
  return (
    <MomentProvider moment={moment} change={(next) => void navigate({ to: '.', search: (before: object) => ({ ...before, asOf: undefined, knownAt: undefined, offset: undefined, ...next }) })}>
      <a className="lg-skip" href="#content">{say(pageTexts.skip)}</a>
      <div className={isPast(moment) ? 'lg-frame lg-in-past' : 'lg-frame'}>
        <header className="lg-header">
          <Button className="lg-menu-button" size="small" aria-expanded={menuOpen} aria-controls="menu" onClick={() => setMenuOpen(!menuOpen)}>{say(pageTexts.menu)}</Button>
          <span className="lg-brand">{say(product)}</span>
          {catalogue.data?.demo && <span className="lg-demo">{say(pageTexts.demo)}</span>}
          {signs}
          <SearchBox pages={pages} />
          <Keyboard pages={pages} />
          <span className="lg-gap" />
          <ConnectionSign connection={connection} />
          <Preferences />
          <span className="lg-user">{me?.displayName}</span>
          <Button size="small" onClick={() => void signOut()}>{say(pageTexts.signOut)}</Button>
        </header>
        <AsOfBar />
        <PrintedLine product={product} />
        <div className="lg-body">
          <nav id="menu" className={menuOpen ? 'lg-menu lg-open' : 'lg-menu'} aria-label={say(pageTexts.menu)}>{menu(() => setMenuOpen(false))}</nav>
          <main id="content" className="lg-main" tabIndex={-1}>
            {catalogue.data ? <MoneyUnitProvider><NamesProvider pickers={pickers} named={NAMED}>{notice}<Outlet /></NamesProvider></MoneyUnitProvider> : catalogue.error ? <ErrorNotice error={catalogue.error} again={() => void catalogue.refetch()} /> : <Loading />}
          </main>
        </div>
      </div>
      <SessionEnd />
    </MomentProvider>
  );
}
