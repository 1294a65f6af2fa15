import { Link, useParams } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { RegisterDescription } from '../api/catalogue';
import { useCatalogue } from '../api/queries';
import { holdsOneOf, useSession } from '../api/session';
import { useSay } from '../language/language';
import { isForPeople } from '../register/register-web';
import { NotFound } from './not-found';
import { useRegisters } from './registers';
import { pageTexts } from './texts';

/** A register's lists, and what the person's roles may record in it. */
export function RegisterPage(): JSX.Element {
  const { register } = useParams({ strict: false }) as { readonly register: string };
  const { data } = useCatalogue();
  const known = data?.registers.find(({ name }) => name === register);
  return known ? <Register register={known} /> : <NotFound />;
}

function Register({ register }: { readonly register: RegisterDescription }): JSX.Element {
  const say = useSay();
  const { me } = useSession();
  const { webOf, recording } = useRegisters();
  const web = webOf(register.name);
  const listName = (path: string): string => path.slice(register.name.length + 1);
  const lists = register.tables.filter(({ path }) => !web?.lists[listName(path)]?.hidden);
  const commands = (web?.commands ?? []).filter((command) => isForPeople(command) && holdsOneOf(me, command.rule.roles));
  return (
    <>
      <h1>{say(register.label)}</h1>
      <h2>{say(pageTexts.lists)}</h2>
      <ul className="lg-tiles">
        {lists.map(({ path, label }) => <li key={path}><Link to="/registers/$register/$table" params={{ register: register.name, table: listName(path) }}>{say(label)}</Link></li>)}
      </ul>
      {recording && <h2>{say(pageTexts.commands)}</h2>}
      {recording && (commands.length === 0 ? <p>{say(pageTexts.noCommands)}</p> : (
        <ul className="lg-commands">
          {commands.map(({ name, title }) => <li key={name}><Link to="/commands/$command" params={{ command: name }}>{say(title)}</Link></li>)}
        </ul>
      ))}
    </>
  );
}
