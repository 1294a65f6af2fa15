import { Link } from '@tanstack/react-router';
import { Input } from 'antd';
import { useMemo, useState, type JSX } from 'react';
import { searchKey } from '@ledger/fields';
import type { Words } from '@ledger/kit';
import type { FieldDescription, Row } from '@ledger/ui/api/catalogue';
import { useList } from '@ledger/ui/api/queries';
import { holdsOneOf, useSession } from '@ledger/ui/api/session';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useMoment } from '@ledger/ui/moment/moment';
import { useNames } from '@ledger/ui/names/names';
import { useRegisters } from '@ledger/ui/pages/registers';
import { PlainTable } from '@ledger/ui/table/plain-table';
import { shown } from '@ledger/ui/table/shown';
import { useTable } from '@ledger/ui/work/use-table';
import { OperatorPage } from './operator-page';
import { READERS } from './roles';
import { operatorTexts as texts } from './texts';

const LIST_MAX = 1_000;

interface Account {
  readonly row: Row;
  readonly grants: readonly Row[];
  readonly lent: readonly Row[];
}

/** Who may do what: accounts with their roles by unit, program and period, what they have lent, and the commands about them. */
export function UsersPage(): JSX.Element {
  const { knownAt } = useMoment();
  const { me } = useSession();
  const mayRead = holdsOneOf(me, READERS);
  const accounts = useList('access/accounts', { order: 'username', limit: LIST_MAX }, { knownAt }, mayRead);
  const grants = useList('access/grants', { order: 'username', limit: LIST_MAX }, { knownAt }, mayRead);
  const delegations = useList('access/delegations', { limit: LIST_MAX }, { knownAt }, mayRead);
  const all = useMemo(() => (accounts.data?.rows ?? []).map((row): Account => ({
    row,
    grants: (grants.data?.rows ?? []).filter(({ username }) => username === row['username']),
    lent: (delegations.data?.rows ?? []).filter(({ username }) => username === row['username']),
  })), [accounts.data, grants.data, delegations.data]);
  return <OperatorPage title={texts.users} answer={accounts} roles={READERS}>{() => <Accounts accounts={all} />}</OperatorPage>;
}

function Accounts({ accounts }: { readonly accounts: readonly Account[] }): JSX.Element {
  const say = useSay();
  const [wanted, setWanted] = useState('');
  const describe = useHeldText();
  const key = searchKey(wanted);
  const found = accounts.filter(({ row, grants }) => key === '' || searchKey([row['username'], row['displayName'], ...grants.map(describe)].join(' ')).includes(key));
  return (
    <>
      <Commands names={['OpenAccount', 'GrantRole', 'RevokeRole', 'DisableAccount', 'EnableAccount', 'DelegateRole', 'EndDelegation']} />
      <div className="lg-row">
        <Input allowClear value={wanted} onChange={(event) => setWanted(event.target.value)} placeholder={say(texts.find)} aria-label={say(texts.find)} style={{ maxWidth: '24rem' }} />
        <span className="lg-gap" />
        <span>{say(texts.fullLists)}: {(['accounts', 'grants', 'delegations'] as const).map((table, index) => <span key={table}>{index > 0 && ' · '}<Link to="/registers/$register/$table" params={{ register: 'access', table }}>{say({ accounts: texts.user, grants: texts.grants, delegations: texts.delegations }[table])}</Link></span>)}</span>
      </div>
      <PlainTable label={say(texts.users)} rows={found} keyOf={({ row }) => String(row['username'])} columns={[
        { key: 'user', label: say(texts.user), cell: ({ row }) => <Link className="lg-nowrap" to="/registers/$register/$table" params={{ register: 'access', table: 'accounts' }} search={{ row: String(row['username']) }}>{String(row['username'])}</Link> },
        { key: 'name', label: say(texts.fullName), cell: ({ row }) => String(row['displayName']) },
        { key: 'state', label: say(texts.state), cell: ({ row }) => <span className={row['disabled'] === true ? 'lg-state lg-state-bad' : 'lg-state'}>{say(row['disabled'] === true ? texts.disabled : texts.active)}</span> },
        { key: 'grants', label: say(texts.grants), cell: ({ grants }) => <Held rows={grants} describe={describe} /> },
        { key: 'delegations', label: say(texts.delegations), cell: ({ lent }) => (lent.length === 0 ? '–' : <Held rows={lent} describe={describe} />) },
      ]} />
    </>
  );
}

function Held({ rows, describe }: { readonly rows: readonly Row[]; readonly describe: (row: Row) => string }): JSX.Element {
  const say = useSay();
  if (rows.length === 0) return <span className="lg-quiet">{say(texts.noGrants)}</span>;
  return <ul className="lg-plain">{rows.map((row) => <li key={`${String(row['grant'])} ${String(row['to'] ?? '')}`} className={row['endedOn'] === undefined || row['endedOn'] === null ? undefined : 'lg-quiet'}>{describe(row)}</li>)}</ul>;
}

/** A grant in words: role, unit, programs and days. */
function useHeldText(): (row: Row) => string {
  const say = useSay();
  const { language } = useLanguage();
  const nameOf = useNames();
  const columns = new Map((useTable('access/grants')?.columns ?? []).map((column) => [column.key, column]));
  return (row) => {
    const text = (key: string): string => shown((columns.get(key) ?? { word: '' }) as FieldDescription, row[key], language, 'dong', nameOf).text;
    const period = (words: Words, key: string): string => (row[key] === undefined || row[key] === null ? '' : say(words, { day: text(key) }));
    const program = row['program'] === undefined || row['program'] === null ? say(texts.allPrograms) : text('program');
    const to = row['to'] === undefined ? '' : say(texts.lentTo, { user: String(row['to']) });
    return [text('role'), to, text('unit'), program, [period(texts.from, 'from'), period(texts.until, 'until'), period(texts.ended, 'endedOn')].filter(Boolean).join(' ')].filter(Boolean).join(' · ');
  };
}

function Commands({ names }: { readonly names: readonly string[] }): JSX.Element | null {
  const say = useSay();
  const { me } = useSession();
  const { commandOf, recording } = useRegisters();
  const possible = names.flatMap((name) => commandOf(name) ?? []).filter(({ rule }) => holdsOneOf(me, rule.roles));
  if (!recording || possible.length === 0) return null;
  return <ul className="lg-commands">{possible.map(({ name, title }) => <li key={name}><Link to="/commands/$command" params={{ command: name }}>{say(title)}</Link></li>)}</ul>;
}
