import { useParams } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useSay } from '@ledger/ui/language/language';
import { NotFound } from '../frame/not-found';
import { webCommand } from '../registers';

export function CommandPage(): JSX.Element {
  const say = useSay();
  const { command: name } = useParams({ from: '/commands/$command' });
  const command = webCommand(name);
  return command ? <h1>{say(command.title)}</h1> : <NotFound />;
}
