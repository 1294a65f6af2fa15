import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useCatalogue } from '@ledger/ui/api/queries';
import { useSession } from '@ledger/ui/api/session';
import { CommandForm } from '@ledger/ui/form/command-form';
import { RecordedRecord } from '@ledger/ui/form/recorded-record';
import { useSay } from '@ledger/ui/language/language';
import type { WebCommand } from '@ledger/ui/register/register-web';
import { textIn, type Search } from '@ledger/ui/pages/address';
import { NotFound } from '@ledger/ui/pages/not-found';
import { useRegisters } from '@ledger/ui/pages/registers';

/** The form of any command; the address may answer some of its fields. */
export function CommandPage(): JSX.Element {
  const { command: name } = useParams({ strict: false }) as { readonly command: string };
  const command = useRegisters().commandOf(name);
  return command ? <Form key={name} command={command} /> : <NotFound />;
}

function Form({ command }: { readonly command: WebCommand }): JSX.Element {
  const say = useSay();
  const { me } = useSession();
  const { data } = useCatalogue();
  const { eventOf } = useRegisters();
  const search = useSearch({ strict: false }) as Search;
  const initial = Object.fromEntries(Object.keys(command.shape).flatMap((key) => {
    const value = textIn(search, key);
    return value === undefined ? [] : [[key, value]];
  }));
  const register = data?.registers.find(({ name }) => name === command.register);
  return (
    <>
      {register && <p><Link to="/registers/$register" params={{ register: register.name }}>{say(register.label)}</Link></p>}
      <h1>{say(command.title)}</h1>
      <CommandForm command={command} user={me!.user} initial={initial} textsOf={eventOf} today={data!.today} demo={data!.demo}
        onwards={(receipt) => <RecordedRecord command={command} receipt={receipt} />} />
    </>
  );
}
