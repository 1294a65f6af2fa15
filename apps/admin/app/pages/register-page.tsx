import { Link, useParams } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { RegisterDescription } from '@ledger/ui/api/catalogue';
import { useCatalogue } from '@ledger/ui/api/queries';
import { holdsOneOf, useSession } from '@ledger/ui/api/session';
import { useSay } from '@ledger/ui/language/language';
import { isForPeople } from '@ledger/ui/register/register-web';
import { NotFound } from '../frame/not-found';
import { registerWeb } from '../registers';
import { texts } from '../texts';

/** A register's lists, and what the person's roles may record in it. */
export function RegisterPage(): JSX.Element {
  const { register } = useParams({ from: '/registers/$register' });
  const { data } = useCatalogue();
  const known = data?.registers.find(({ name }) => name === register);
  return known ? <Register register={known} /> : <NotFound />;
}

function Register({ register }: { readonly register: RegisterDescription }): JSX.Element {
  const say = useSay();
  const { me } = useSession();
  const web = registerWeb(register.name);
  const listName = (path: string): string => path.slice(register.name.length + 1);
  const lists = register.tables.filter(({ path }) => !web?.lists[listName(path)]?.hidden);
  const commands = (web?.commands ?? []).filter((command) => isForPeople(command) && holdsOneOf(me, command.rule.roles));
  return (
    <>
      <h1>{say(register.label)}</h1>
      <h2>{say(texts.lists)}</h2>
      <ul className="lg-tiles">
        {lists.map(({ path, label }) => <li key={path}><Link to="/registers/$register/$table" params={{ register: register.name, table: listName(path) }}>{say(label)}</Link></li>)}
      </ul>
      <h2>{say(texts.commands)}</h2>
      {commands.length === 0 ? <p>{say(texts.noCommands)}</p> : (
        <ul className="lg-commands">
          {commands.map(({ name, title }) => <li key={name}><Link to="/commands/$command" params={{ command: name }}>{say(title)}</Link></li>)}
        </ul>
      )}
    </>
  );
}
