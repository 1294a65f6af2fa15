import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useCatalogue } from '../api/queries';
import { holdsOneOf, useSession } from '../api/session';
import { useSay } from '../language/language';
import { useRegisters } from './registers';
import { pageTexts } from './texts';

/** The part of a menu that the registers bring: what the person's roles may not read is left out. */
export function RegisterLinks({ onFollow }: { readonly onFollow: () => void }): JSX.Element {
  const say = useSay();
  const { me } = useSession();
  const { data } = useCatalogue();
  const described = useRegisters().byMenuOrder(data?.registers ?? []);
  return (
    <>
      <p>{say(pageTexts.reports)}</p>
      {described.flatMap(({ reports }) => reports).filter(({ roles }) => holdsOneOf(me, roles)).map(({ name, title }) => (
        <Link key={name} to="/reports/$report" params={{ report: name }} onClick={onFollow} activeOptions={{ includeSearch: false }}>{say(title)}</Link>
      ))}
      <p>{say(pageTexts.registers)}</p>
      {described.filter(({ readers }) => holdsOneOf(me, readers)).map(({ name, label }) => (
        <Link key={name} to="/registers/$register" params={{ register: name }} onClick={onFollow} activeOptions={{ includeSearch: false }}>{say(label)}</Link>
      ))}
    </>
  );
}
