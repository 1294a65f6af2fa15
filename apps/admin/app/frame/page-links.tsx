import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { Words } from '@ledger/kit';
import type { RegisterDescription } from '@ledger/ui/api/catalogue';
import { useCatalogue } from '@ledger/ui/api/queries';
import { holdsOneOf, useSession, type Profile } from '@ledger/ui/api/session';
import { useSay } from '@ledger/ui/language/language';
import { inMenuOrder, pageAddress } from '@ledger/ui/register/web-page';
import { registers } from '../registers';
import { texts } from '../texts';

interface PageLink {
  readonly title: Words;
  readonly to: string;
}

/** The pages made by hand that the person may open, in the order of the registers and of their places in the menu. */
export function pageLinks(described: readonly RegisterDescription[], me: Profile | undefined): readonly PageLink[] {
  const readable = described.filter(({ readers }) => holdsOneOf(me, readers));
  return registers.byMenuOrder(readable).flatMap(({ name }) =>
    inMenuOrder(registers.webOf(name)?.pages ?? []).filter(({ roles }) => holdsOneOf(me, roles)).map(({ title, path }) => ({ title, to: pageAddress(name, path) })),
  );
}

/** Work pages, above the lists that are made from the registers' descriptions. */
export function PageLinks({ onFollow }: { readonly onFollow: () => void }): JSX.Element | null {
  const say = useSay();
  const { me } = useSession();
  const { data } = useCatalogue();
  const links = pageLinks(data?.registers ?? [], me);
  if (links.length === 0) return null;
  return (
    <>
      <p>{say(texts.work)}</p>
      {links.map(({ title, to }) => <Link key={to} to={to} onClick={onFollow} activeOptions={{ exact: true, includeSearch: false }}>{say(title)}</Link>)}
    </>
  );
}
