import { Button } from 'antd';
import type { JSX } from 'react';
import { useAct } from '@ledger/ui/api/answers';
import { ErrorNotice } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { PlainTable } from '@ledger/ui/table/plain-table';
import { shownInstant, shownNumber } from '@ledger/ui/table/shown';
import { OperatorPage, useOperatorAnswer } from './operator-page';
import { StateSign } from './state-sign';
import { operatorTexts as texts } from './texts';

interface ProcessState {
  readonly name: string;
  readonly state: string;
  readonly position: string;
  readonly error?: string;
  readonly parked?: { readonly at: string; readonly since: string; readonly code: string; readonly message: string };
}

/** What the ledger does by itself when something was recorded; one that cannot go on waits here for a person. */
export function ProcessesPage(): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const act = useAct();
  const answer = useOperatorAnswer<{ readonly processes: readonly ProcessState[] }>('/api/operations/processes', { every: 3_000 });
  return (
    <OperatorPage title={texts.processes} answer={answer}>
      {({ processes }) => (
        <>
          {act.error && <ErrorNotice error={act.error} />}
          <PlainTable label={say(texts.processes)} rows={processes} keyOf={({ name }) => name} empty={say(texts.noProcesses)} columns={[
            { key: 'name', label: say(texts.name), cell: ({ name }) => <strong className="lg-wrap">{name}</strong> },
            { key: 'state', label: say(texts.state), cell: ({ state }) => <StateSign state={state} /> },
            { key: 'position', label: say(texts.checkpoint), number: true, cell: ({ position }) => shownNumber(Number(position), language) },
            { key: 'since', label: say(texts.since), cell: ({ parked }) => (parked ? shownInstant(parked.since, language) : '–') },
            { key: 'error', label: say(texts.lastError), cell: ({ parked, error }) => <span className="lg-wrap">{parked ? `${parked.code} · ${parked.message} · ${parked.at}` : (error ?? '–')}</span> },
            { key: 'action', label: say(texts.action), cell: ({ name, state }) => <Button size="small" disabled={state !== 'parked'} aria-label={say(texts.resumeNamed, { name })} onClick={() => act.mutate({ path: `/api/operations/processes/${name}/resume` })}>{say(texts.resume)}</Button> },
          ]} />
        </>
      )}
    </OperatorPage>
  );
}
