import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { holdsOneOf, useSession } from '@ledger/ui/api/session';
import { useCatalogue } from '@ledger/ui/api/queries';
import { useSay } from '@ledger/ui/language/language';
import { byMenuOrder } from '../registers';
import { texts } from '../texts';

/** Where one can go: what the person's roles may not read is left out. */
export function Menu({ open, onFollow }: { readonly open: boolean; readonly onFollow: () => void }): JSX.Element {
  const say = useSay();
  const { me } = useSession();
  const { data } = useCatalogue();
  const registers = byMenuOrder(data?.registers ?? []).filter(({ readers }) => holdsOneOf(me, readers));
  return (
    <nav id="menu" className={open ? 'lg-menu lg-open' : 'lg-menu'} aria-label={say(texts.menu)}>
      <Link to="/" onClick={onFollow} activeOptions={{ exact: true, includeSearch: false }}>{say(texts.overview)}</Link>
      <p>{say(texts.reports)}</p>
      {byMenuOrder(data?.registers ?? []).flatMap(({ reports }) => reports).filter(({ roles }) => holdsOneOf(me, roles)).map(({ name, title }) => (
        <Link key={name} to="/reports/$report" params={{ report: name }} onClick={onFollow} activeOptions={{ includeSearch: false }}>{say(title)}</Link>
      ))}
      <p>{say(texts.registers)}</p>
      {registers.map(({ name, label }) => (
        <Link key={name} to="/registers/$register" params={{ register: name }} onClick={onFollow} activeOptions={{ includeSearch: false }}>{say(label)}</Link>
      ))}
    </nav>
  );
}
