import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OfficeStore } from './index';

const HOUR = 3_600_000;
let folder: string;
let store: OfficeStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'office-'));
  store = OfficeStore.open(folder, { sessionLimits: { idleMs: HOUR, absoluteMs: 3 * HOUR } });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

it('finds a session by its token only', () => {
  const { token, session } = store.sessions.open('an', { now: 0 });
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(store.sessions.find(token, 1)).toEqual(session);
  expect(store.sessions.find(`${token}x`, 1)).toBeUndefined();
  expect(store.sessions.find(session.id, 1)).toBeUndefined();
});

it('ends a session that is not used', () => {
  const { token } = store.sessions.open('an', { now: 0 });
  expect(store.sessions.find(token, HOUR - 1)).toBeDefined();
  expect(store.sessions.find(token, HOUR)).toBeUndefined();
});

it('keeps a session that is used, but not beyond its absolute end', () => {
  const { token } = store.sessions.open('an', { now: 0 });
  for (const now of [0.9 * HOUR, 1.8 * HOUR, 2.7 * HOUR]) store.sessions.touch(store.sessions.find(token, now)!, now);
  expect(store.sessions.find(token, 3 * HOUR - 1)).toBeDefined();
  expect(store.sessions.find(token, 3 * HOUR)).toBeUndefined();
});

it('does not write down every use', () => {
  const { session } = store.sessions.open('an', { now: 0 });
  expect(store.sessions.touch(session, 1_000)).toBe(session);
  expect(store.sessions.touch(session, 61_000)).toMatchObject({ used: 61_000, expires: HOUR + 61_000 });
});

it('lists and revokes the sessions of one user', () => {
  const mine = [store.sessions.open('an', { now: 0 }), store.sessions.open('an', { now: 1 })];
  const other = store.sessions.open('binh', { now: 0 });
  expect(store.sessions.list('an', 2).map(({ id }) => id)).toEqual(mine.map(({ session }) => session.id));
  expect(store.sessions.revoke('an', mine[1]!.session.id)).toBe(1);
  expect(store.sessions.find(mine[0]!.token, 2)).toBeUndefined();
  expect(store.sessions.find(mine[1]!.token, 2)).toBeDefined();
  expect(store.sessions.revoke('an')).toBe(1);
  expect(store.sessions.find(other.token, 2)).toBeDefined();
});

it('closes by token or id, once', () => {
  const { token, session } = store.sessions.open('an', { now: 0 });
  expect(store.sessions.close({ token })).toBe(true);
  expect(store.sessions.close({ id: session.id })).toBe(false);
});

it('forgets what has expired', () => {
  store.sessions.open('an', { now: 0 });
  store.sessions.open('an', { now: HOUR });
  expect(store.sessions.deleteExpired(HOUR)).toBe(1);
});

it('ends demo sessions and no others', () => {
  const demo = store.sessions.open('demo', { now: 0, demo: true });
  const { token } = store.sessions.open('an', { now: 0 });
  expect(store.sessions.deleteDemo()).toBe(1);
  expect(store.sessions.find(demo.token, 1)).toBeUndefined();
  expect(store.sessions.find(token, 1)).toBeDefined();
});
