import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hash } from '@node-rs/argon2';
import { hashPassword, isOutdatedHash, OfficeStore, verifyPassword } from './index';

let folder: string;
let store: OfficeStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'office-'));
  store = OfficeStore.open(folder);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

it('hashes with argon2id under the parameters of today', async () => {
  const stored = await hashPassword('mật khẩu');
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(isOutdatedHash(stored)).toBe(false);
  expect(await verifyPassword(stored, 'mật khẩu')).toBe(true);
  expect(await verifyPassword(stored, 'mật khẩu'.normalize('NFD'))).toBe(true);
  expect(await verifyPassword(stored, 'mat khau')).toBe(false);
});

it('knows a hash of older parameters, and still verifies it', async () => {
  const old = await hash('demo', { memoryCost: 8_192, timeCost: 1 });
  expect(isOutdatedHash(old)).toBe(true);
  expect(await verifyPassword(old, 'demo')).toBe(true);
});

it('takes an unreadable hash for a wrong password', async () => {
  expect(await verifyPassword('rubbish', 'demo')).toBe(false);
});

it('upgrades a hash only if the password has not changed meanwhile', () => {
  store.credentials.put({ username: 'an', hash: 'old', demo: false, changed: 1 });
  expect(store.credentials.upgrade('an', 'old', 'new')).toBe(true);
  expect(store.credentials.upgrade('an', 'old', 'newer')).toBe(false);
  expect(store.credentials.get('an')?.hash).toBe('new');
});

it('deletes the demo credentials and no others', () => {
  store.credentials.put({ username: 'demo', hash: 'h', demo: true, changed: 1 });
  store.credentials.put({ username: 'an', hash: 'h', demo: false, changed: 1 });
  expect(store.credentials.deleteDemo()).toBe(1);
  expect(store.credentials.size).toBe(1);
  expect(store.credentials.get('demo')).toBeUndefined();
});
