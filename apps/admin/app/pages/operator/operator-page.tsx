import type { UseQueryResult } from '@tanstack/react-query';
import type { JSX, ReactNode } from 'react';
import type { Words } from '@ledger/kit';
import { useAnswer } from '@ledger/ui/api/answers';
import { holdsOneOf, useSession } from '@ledger/ui/api/session';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { useSay } from '@ledger/ui/language/language';
import { NotFound } from '@ledger/ui/pages/not-found';
import { OPERATORS } from './roles';
import './operator.css';

interface OperatorPageProps<T> {
  readonly title: Words;
  readonly answer: UseQueryResult<T>;
  /** Roles any of which may see it; default: operators. */
  readonly roles?: readonly string[];
  readonly children: (answer: T) => ReactNode;
}

interface Asking<T> {
  readonly every?: number | ((answer: T | undefined) => number) | undefined;
  /** Roles any of which may ask; default: operators. Others ask nothing: they would only be refused. */
  readonly roles?: readonly string[];
}

/** What an address of the operators answers, asked again every so often. */
export function useOperatorAnswer<T>(path: string, { every, roles = OPERATORS }: Asking<T> = {}): UseQueryResult<T> {
  const { me } = useSession();
  return useAnswer<T>(path, { every, enabled: holdsOneOf(me, roles) });
}

/** A page about the server itself: whoever may not see it is told that there is no such page. */
export function OperatorPage<T>({ title, answer, roles = OPERATORS, children }: OperatorPageProps<T>): JSX.Element {
  const say = useSay();
  const { me } = useSession();
  if (!holdsOneOf(me, roles)) return <NotFound />;
  const { data, error, refetch } = answer;
  return (
    <>
      <h1>{say(title)}</h1>
      {error && <ErrorNotice error={error} again={() => void refetch()} />}
      {data === undefined ? !error && <Loading /> : children(data)}
    </>
  );
}
