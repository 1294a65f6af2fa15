import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { code, day, text, username, yesNo } from '@ledger/fields';
import { currentTable, defineEvents, defineProjection, encodeEvent, handle, patch, put, type Fact, type RowOf } from '@ledger/kit';
import { OfficeStore } from '@ledger/platform/office-store';
import type { Permit, PermitRequest } from '../authority';
import { eventsInMemory } from './events-in-memory.fixture';
import { LiveAuthoriser, LiveTables, SessionAuthenticator, SignIn, type Authority } from './index';

const role = () => code({ word: 'role', label: { vi: 'Vai trò', en: 'Role' }, pattern: /^[a-z]+$/, example: 'clerk' });

/** A register as small as one can be that says who may do what. */
export const clerkEvents = defineEvents('clerks', {
  ClerkHired: { username: username(), name: text({ label: { vi: 'Tên', en: 'Name' } }) },
  ClerkGiven: { username: username(), role: role(), from: day({ vi: 'Từ', en: 'From' }) },
  ClerkDismissed: { username: username() },
});

const clerks = currentTable('clerks_clerks', {
  label: { vi: 'Nhân viên', en: 'Clerks' },
  columns: { username: username(), name: text({ label: { vi: 'Tên', en: 'Name' } }), disabled: yesNo({ vi: 'Nghỉ', en: 'Gone' }) },
  key: ['username'],
});
const duties = currentTable('clerks_duties', {
  label: { vi: 'Nhiệm vụ', en: 'Duties' },
  columns: { username: username(), role: role(), from: day({ vi: 'Từ', en: 'From' }) },
  key: ['username', 'role'],
});

interface Book {
  readonly clerks: readonly RowOf<typeof clerks>[];
  readonly duties: readonly RowOf<typeof duties>[];
}

function permit(book: Book, { user, roles, on }: PermitRequest): Permit {
  if (book.clerks.find(({ username }) => username === user)?.disabled !== false) return { permitted: false, code: 'clerks.gone' };
  if (roles.length === 0) return { permitted: true, role: '', unit: '' };
  const duty = book.duties.find((row) => row.username === user && roles.includes(row.role) && row.from <= on);
  return duty ? { permitted: true, role: duty.role, unit: '10' } : { permitted: false, code: 'clerks.not-permitted' };
}

export const clerkAuthority: Authority<Book> = {
  projections: [defineProjection('clerks', {
    version: 1,
    tables: [clerks, duties],
    on: handle(clerkEvents, {
      ClerkHired: ({ username, name }) => [put(clerks, { username, name, disabled: false })],
      ClerkGiven: (duty) => [put(duties, duty)],
      ClerkDismissed: ({ username }) => [patch(clerks, { username }, { disabled: true })],
    }),
  })],
  tables: { clerks, duties },
  book: (rows: Book) => rows,
  permit,
  account: (book, user) => {
    const found = book.clerks.find(({ username }) => username === user);
    return found && { displayName: found.name, disabled: found.disabled };
  },
  roles: (book, user, on) => book.duties.filter((duty) => duty.username === user && duty.from <= on).map(({ role, from }) => ({ role, from, unit: '10' })),
  disabled: (book) => book.clerks.filter(({ disabled }) => disabled).map(({ username }) => username),
};

export const hired = (name: string) => clerkEvents.ClerkHired({ username: name, name: `Bà ${name}` });

/** An office store in a new folder, events in memory and everything that signing in is made of. `close` removes it all. */
export async function openOffice(options: { readonly production?: boolean; readonly operatorToken?: string } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'sign-in-'));
  const store = eventsInMemory();
  const office = OfficeStore.open(folder);
  const tables = new LiveTables(store, clerkAuthority.projections);
  await tables.start();
  const accounts = new LiveAuthoriser(tables, clerkAuthority);
  const time = { now: Date.parse('2024-06-01T02:00:00Z') };
  const now = () => time.now;
  const production = options.production ?? false;
  const isActive = (user: string) => accounts.account(user)?.disabled === false;
  const sessions = new SessionAuthenticator({ office, isActive, production, operatorToken: options.operatorToken, now });
  const lines: object[] = [];
  const log = { info: (details: object) => lines.push(details), warn: (details: object) => lines.push(details), error: (details: object) => lines.push(details) };
  const signInAgain = (inProduction: boolean) => new SignIn({ office, accounts, sessions, clock: { now }, log, production: inProduction, now });
  return {
    store, office, tables, accounts, sessions, time, now, lines, signInAgain,
    signIn: signInAgain(production),
    record: async (fact: Fact) => {
      const metadata = { actor: { user: 'op', role: 'operator', unit: '10' }, effectiveOn: '2024-01-01', recordedAt: new Date(time.now).toISOString(), schemaVersion: 1 };
      const data = encodeEvent(clerkEvents.$catalogue.definitions[fact.type]!, fact.data);
      await store.append(`clerks.clerk-${(fact.data as { username: string }).username}`, [{ id: randomUUID(), type: fact.type, data, metadata }], 'any');
    },
    close: async () => {
      tables.close();
      await store.close();
      office.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Office = Awaited<ReturnType<typeof openOffice>>;
