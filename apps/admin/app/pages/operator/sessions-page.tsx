import { Button, Popconfirm } from 'antd';
import type { JSX } from 'react';
import { roleNames } from '@ledger/registers/access/domain';
import { useAct, useAnswer } from '@ledger/ui/api/answers';
import { holdsOneOf, useSession } from '@ledger/ui/api/session';
import { ErrorNotice } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { usePerson } from '@ledger/ui/names/names';
import { PlainTable } from '@ledger/ui/table/plain-table';
import { shownInstant } from '@ledger/ui/table/shown';
import { OperatorPage } from './operator-page';
import { OPERATORS } from './roles';
import { operatorTexts as texts } from './texts';

interface OpenSession {
  readonly id: string;
  readonly user: string;
  readonly demo: boolean;
  readonly opened: string;
  readonly used: string;
  readonly expires: string;
  readonly current: boolean;
}

interface Answer {
  readonly sessions: readonly OpenSession[];
}

const EVERY_MS = 10_000;

/** One's own open sessions, and for operators everybody's; any of them can be ended. */
export function SessionsPage(): JSX.Element {
  const say = useSay();
  const { me } = useSession();
  const own = useAnswer<Answer>('/api/sessions', { every: EVERY_MS });
  const isOperator = holdsOneOf(me, OPERATORS);
  const all = useAnswer<Answer>('/api/operations/sessions', { every: EVERY_MS, enabled: isOperator });
  return (
    <OperatorPage title={texts.sessions} answer={own} roles={roleNames}>
      {({ sessions }) => (
        <>
          <h2>{say(texts.mySessions)}</h2>
          <Sessions sessions={sessions} path="/api/sessions" label={say(texts.mySessions)} />
          {isOperator && <><h2>{say(texts.allSessions)}</h2>{all.error ? <ErrorNotice error={all.error} /> : <Sessions sessions={all.data?.sessions ?? []} path="/api/operations/sessions" label={say(texts.allSessions)} />}</>}
        </>
      )}
    </OperatorPage>
  );
}

function Sessions({ sessions, path, label }: Answer & { readonly path: string; readonly label: string }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const person = usePerson();
  const act = useAct();
  return (
    <>
      {act.error && <ErrorNotice error={act.error} />}
      <PlainTable label={label} rows={sessions} keyOf={({ id }) => id} columns={[
        { key: 'user', label: say(texts.user), cell: ({ user, current }) => <>{person(user)}{current && <span className="lg-quiet"> · {say(texts.current)}</span>}</> },
        { key: 'opened', label: say(texts.opened), cell: ({ opened }) => shownInstant(opened, language) },
        { key: 'used', label: say(texts.used), cell: ({ used }) => shownInstant(used, language) },
        { key: 'expires', label: say(texts.expires), cell: ({ expires }) => shownInstant(expires, language) },
        {
          key: 'action', label: say(texts.action), cell: ({ id, user, opened }) => (
            <Popconfirm title={say(texts.endSessionOf, { user, time: shownInstant(opened, language) })} description={say(texts.endWhy)} okText={say(texts.endSession)} onConfirm={() => act.mutate({ path: `${path}/${id}`, method: 'DELETE' })}>
              <Button size="small" aria-label={say(texts.endSessionOf, { user, time: shownInstant(opened, language) })}>{say(texts.endSession)}</Button>
            </Popconfirm>
          ),
        },
      ]} />
    </>
  );
}
