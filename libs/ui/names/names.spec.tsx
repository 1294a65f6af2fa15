/** @jest-environment jsdom */
import { screen, waitFor } from '@testing-library/react';
import type { JSX } from 'react';
import { SessionProvider } from '../api/session';
import { DataTable } from '../table/data-table';
import { answerWith, refusal } from '../testing/answering';
import { show } from '../testing/shown';
import { NamesProvider, usePerson } from './names';

const column = (key: string, word: string) => ({ key, word, label: { vi: key, en: key }, optional: false, storage: 'text' as const, schema: {} });
const accounts = [{ username: 'officer', displayName: 'Nguyễn Văn A' }, { username: 'checker', displayName: 'Trần Thị B' }];
const pickers = { username: { table: 'access/accounts', value: 'username', labels: ['displayName'] } };
const NAMED = ['username'];

/** A part of a page before somebody with this role; `asked`: whether the accounts were. */
function before(role: string, part: JSX.Element): { asked(): boolean } {
  const asked = answerWith(({ path }) => {
    if (path === '/api/me') return { json: { user: 'officer', displayName: 'Nguyễn Văn A', roles: [{ role, unit: '10', from: '2024-01-01', lentBy: 'approver', lenderName: 'Lê Văn C' }] } };
    if (path === '/api/registers') return { json: { registers: [{ name: 'access', label: { vi: '', en: '' }, readers: ['inspector'], tables: [{ path: 'access/accounts', kind: 'current', label: { vi: '', en: '' }, key: ['username'], columns: [] }], reports: [] }], demo: false, today: '2026-11-22' } };
    return role === 'inspector' ? { json: { rows: accounts, position: '1', knownAt: '' } } : refusal(403, 'access.not-permitted');
  });
  show(<SessionProvider waiting={() => null}>{() => <NamesProvider pickers={pickers} named={NAMED}>{part}</NamesProvider>}</SessionProvider>, { moment: { asOf: '2026-01-01' } });
  return { asked: () => asked.some(({ path }) => path === '/api/access/accounts') };
}

function Persons(): JSX.Element {
  const person = usePerson();
  return <p>{['officer', 'checker', 'approver', 'process:houses'].map(person).join(' | ')}</p>;
}

describe('whoever did something', () => {
  it('is told by name and user name to those who may read accounts', async () => {
    before('inspector', <Persons />);
    await screen.findByText('Nguyễn Văn A (officer) | Trần Thị B (checker) | Lê Văn C (approver) | process:houses');
  });

  it('is told by user name to all others, who know themselves and whoever lent them a role; the accounts are not even asked for', async () => {
    const { asked } = before('officer', <Persons />);
    await screen.findByText('Nguyễn Văn A (officer) | checker | Lê Văn C (approver) | process:houses');
    expect(asked()).toBe(false);
  });

  it('stands in a list by both, but by the user name alone beside the name that the row itself tells', async () => {
    before('inspector', (
      <>
        <DataTable label="Khoản" columns={[column('preparedBy', 'username')]} rows={[{ preparedBy: 'checker' }]} keyOf={() => '1'} />
        <DataTable label="Tài khoản" columns={[column('username', 'username'), column('displayName', 'text')]} rows={[accounts[1]!]} keyOf={() => '2'} />
      </>
    ));
    await screen.findByText('Trần Thị B (checker)');
    await waitFor(() => expect(screen.getAllByRole('cell').map(({ textContent }) => textContent)).toEqual(['Trần Thị B (checker)', 'checker', 'Trần Thị B']));
  });
});
