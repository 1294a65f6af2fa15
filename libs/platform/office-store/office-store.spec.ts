import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { OfficeStore, OfficeStoreUnavailable } from './index';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'office-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const thrown = (use: () => unknown): OfficeStoreUnavailable => {
  try {
    use();
  } catch (error) {
    return error as OfficeStoreUnavailable;
  }
  throw new Error('nothing was thrown');
};

it('keeps what it was told when it is opened again', () => {
  const store = OfficeStore.open(folder);
  store.credentials.put({ username: 'an', hash: 'h', demo: true, changed: 5 });
  store.values.set('demo', { loaded: 12, parts: ['funds'] });
  const { token } = store.sessions.open('an', { now: 1_000 });
  store.close();
  const again = OfficeStore.open(folder);
  expect(again.credentials.get('an')).toEqual({ username: 'an', hash: 'h', demo: true, changed: 5 });
  expect(again.values.get('demo')).toEqual({ loaded: 12, parts: ['funds'] });
  expect(again.sessions.find(token, 2_000)?.username).toBe('an');
  again.close();
});

it('makes its file readable to its owner alone', () => {
  OfficeStore.open(folder).close();
  expect(statSync(join(folder, 'office.db')).mode & 0o777).toBe(0o600);
});

it('refuses the file of a newer program and leaves it as it was', () => {
  OfficeStore.open(folder).close();
  const db = new DatabaseSync(join(folder, 'office.db'));
  db.exec('PRAGMA user_version = 99');
  db.close();
  const error = thrown(() => OfficeStore.open(folder));
  expect(error).toBeInstanceOf(OfficeStoreUnavailable);
  expect(error.reason).toBe('newer-format');
  expect(error.message).toContain('format 99');
});

it('refuses a file that is no office store', () => {
  writeFileSync(join(folder, 'office.db'), 'not a database, not even nearly'.repeat(100));
  expect(thrown(() => OfficeStore.open(folder)).reason).toBe('corrupt');
});

it('says that the disk is full, and loses nothing that was there', () => {
  const store = OfficeStore.open(folder, { bytesMax: 64 * 1024 });
  store.values.set('kept', 'yes');
  const error = thrown(() => { for (let i = 0; i < 100; i += 1) store.values.set(`v${i}`, 'x'.repeat(4_000)); });
  expect(error.reason).toBe('disk-full');
  expect(error.message).toContain('the disk is full');
  expect(store.values.get('kept')).toBe('yes');
  store.values.set('kept', 'still');
  expect(store.values.get('kept')).toBe('still');
  store.close();
});

const asRoot = process.getuid?.() === 0;
it('says that a folder cannot be written', () => {
  // Root may write anywhere: a file in the folder's place is what nobody can write into.
  const target = join(folder, 'sealed');
  if (asRoot) writeFileSync(target, '');
  else { OfficeStore.open(target).close(); chmodSync(target, 0o500); chmodSync(join(target, 'office.db'), 0o400); }
  expect(thrown(() => OfficeStore.open(target))).toBeInstanceOf(OfficeStoreUnavailable);
  if (!asRoot) chmodSync(target, 0o700);
});

it('does all of a transaction or nothing', () => {
  const store = OfficeStore.open(folder);
  expect(() => store.transaction(() => {
    store.values.set('a', 1);
    throw new Error('half way');
  })).toThrow('half way');
  expect(store.values.get('a')).toBeUndefined();
  store.close();
});

it('writes neither tokens nor passwords to disk', () => {
  const store = OfficeStore.open(folder);
  const { token } = store.sessions.open('an', { now: 1 });
  store.close();
  for (const file of ['office.db', 'office.db-wal'].map((name) => join(folder, name)).filter(existsSync)) {
    expect(readFileSync(file).includes(token)).toBe(false);
    expect(readFileSync(file).includes(Buffer.from(token, 'base64url'))).toBe(false);
  }
});
