import { Outlet, useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type JSX } from 'react';
import { useLive, type Connection } from '@ledger/ui/api/live';
import { useCatalogue } from '@ledger/ui/api/queries';
import { useSession } from '@ledger/ui/api/session';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { SessionEnd } from '@ledger/ui/frame/session-end';
import { useSay } from '@ledger/ui/language/language';
import { AsOfBar } from '@ledger/ui/moment/as-of-bar';
import { isPast, momentOf, MomentProvider } from '@ledger/ui/moment/moment';
import { MoneyUnitProvider } from '@ledger/ui/money/unit-of-money';
import { NamesProvider } from '@ledger/ui/names/names';
import { pickers } from '../registers';
import { texts } from '../texts';
import { SearchBox } from '../search/search-box';
import { Menu } from './menu';
import { Preferences } from './preferences';

/** Words whose codes are shown by name on every page. */
const NAMED = ['unit-code', 'program-code', 'component-code'];

function ConnectionSign({ connection }: { readonly connection: Connection }): JSX.Element {
  const say = useSay();
  return <span className={`lg-connection lg-${connection}`} role="status">{say(texts[connection])}</span>;
}

/** What stands around every page: menu, moment, who is signed in, and whether changes arrive. */
export function Frame(): JSX.Element {
  const say = useSay();
  const { me, signOut } = useSession();
  const connection = useLive(me?.user);
  const catalogue = useCatalogue();
  const [menuOpen, setMenuOpen] = useState(false);
  const moment = momentOf(useSearch({ strict: false }));
  const navigate = useNavigate();
  return (
    <MomentProvider moment={moment} change={(next) => void navigate({ to: '.', search: (before) => ({ ...before, asOf: undefined, knownAt: undefined, offset: undefined, ...next }) })}>
      <a className="lg-skip" href="#content">{say(texts.skip)}</a>
      <div className={isPast(moment) ? 'lg-frame lg-in-past' : 'lg-frame'}>
        <header className="lg-header">
          <Button className="lg-menu-button" size="small" aria-expanded={menuOpen} aria-controls="menu" onClick={() => setMenuOpen(!menuOpen)}>{say(texts.menu)}</Button>
          <span className="lg-brand">{say(texts.product)}</span>
          {catalogue.data?.demo && <span className="lg-demo">{say(texts.demo)}</span>}
          <SearchBox />
          <span className="lg-gap" />
          <ConnectionSign connection={connection} />
          <Preferences />
          <span className="lg-user">{me?.displayName}</span>
          <Button size="small" onClick={() => void signOut()}>{say(texts.signOut)}</Button>
        </header>
        <AsOfBar />
        <div className="lg-body">
          <Menu open={menuOpen} onFollow={() => setMenuOpen(false)} />
          <main id="content" className="lg-main" tabIndex={-1}>
            {catalogue.data ? <MoneyUnitProvider><NamesProvider pickers={pickers} named={NAMED}><Outlet /></NamesProvider></MoneyUnitProvider> : catalogue.error ? <ErrorNotice error={catalogue.error} again={() => void catalogue.refetch()} /> : <Loading />}
          </main>
        </div>
      </div>
      <SessionEnd />
    </MomentProvider>
  );
}
