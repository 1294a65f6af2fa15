import { Button, Input, Select } from 'antd';
import { useState, type JSX } from 'react';
import { queryText } from '@ledger/ui/api/request';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { usePerson } from '@ledger/ui/names/names';
import { PlainTable } from '@ledger/ui/table/plain-table';
import { shownInstant, shownNumber } from '@ledger/ui/table/shown';
import { OperatorPage, useOperatorAnswer } from './operator-page';
import { READERS } from './roles';
import { operatorTexts as texts } from './texts';

const KINDS = ['personal', 'events', 'evidence', 'bundle', 'export', 'receipt'] as const;
const EVERY_MS = 10_000;

interface Entry {
  readonly at: string;
  readonly user: string;
  readonly kind: (typeof KINDS)[number];
  readonly target: string;
  readonly status: number;
  readonly request: string;
}

interface Answer {
  readonly accesses: readonly Entry[];
  readonly entries: number;
  readonly keptDays: number;
  readonly next?: string;
}

/** Who looked at what, inspectors and operators included. */
export function AccessLogPage(): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const person = usePerson();
  const [user, setUser] = useState('');
  const [kind, setKind] = useState<string>();
  const [before, setBefore] = useState<string>();
  const answer = useOperatorAnswer<Answer>(`/api/access-log${queryText({ user: /^[a-z][a-z0-9._-]*$/.test(user) ? user : undefined, kind, before })}`, { every: before === undefined ? EVERY_MS : undefined, roles: READERS });
  return (
    <OperatorPage title={texts.accessLog} answer={answer} roles={READERS}>
      {({ accesses, entries, keptDays, next }) => (
        <>
          <div className="lg-filters" role="search" aria-label={say(texts.accessLog)}>
            <label className="lg-filter"><span>{say(texts.user)}</span><Input size="small" allowClear value={user} onChange={(event) => { setUser(event.target.value.trim()); setBefore(undefined); }} /></label>
            <div className="lg-filter"><span>{say(texts.kind)}</span><Select size="small" allowClear aria-label={say(texts.kind)} placeholder={say(texts.everything)} value={kind} onChange={(chosen?: string | null) => { setKind(chosen ?? undefined); setBefore(undefined); }} options={KINDS.map((each) => ({ value: each, label: say(texts[each]) }))} /></div>
            <span className="lg-quiet">{say(texts.kept, { entries: shownNumber(entries, language), days: shownNumber(keptDays, language) })}</span>
          </div>
          <PlainTable label={say(texts.accessLog)} rows={accesses} keyOf={({ request, at }) => request + at} columns={[
            { key: 'at', label: say(texts.when), cell: ({ at }) => shownInstant(at, language) },
            { key: 'user', label: say(texts.user), cell: ({ user: by }) => person(by) },
            { key: 'kind', label: say(texts.what), cell: ({ kind: what }) => say(texts[what]) },
            { key: 'target', label: say(texts.where), cell: ({ target }) => <span className="lg-code lg-wrap">{target}</span> },
            { key: 'status', label: say(texts.answered), cell: ({ status }) => (status < 400 ? say(texts.granted) : <span className="lg-state-bad">{say(texts.turnedAway, { status })}</span>) },
          ]} />
          <nav className="lg-pages" aria-label={say(texts.accessLog)}>
            <Button size="small" disabled={before === undefined} onClick={() => setBefore(undefined)}>{say(texts.newest)}</Button>
            <Button size="small" disabled={next === undefined} onClick={() => setBefore(next)}>{say(texts.older)}</Button>
          </nav>
        </>
      )}
    </OperatorPage>
  );
}
