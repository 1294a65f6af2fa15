import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackupRefused, claimFolder } from './make-backup';

const home = mkdtempSync(join(tmpdir(), 'ledger-claim-'));
const data = join(home, 'data');
afterAll(() => rmSync(home, { recursive: true }));

it('makes the folder of a backup, and the folders it lies in, for its owner alone', () => {
  const out = join(home, 'backups/2026/monday');
  claimFolder(data, out);
  expect(statSync(out).mode & 0o777).toBe(0o700);
  claimFolder(data, out);
});

it('refuses a folder that holds something, one in the data folder, and one beneath a file', () => {
  const full = join(home, 'full');
  claimFolder(data, full);
  writeFileSync(join(full, 'notes.txt'), 'x');
  expect(() => claimFolder(data, full)).toThrow(BackupRefused);
  expect(() => claimFolder(data, join(data, 'backup'))).toThrow(/lies in the data folder/);
  expect(() => claimFolder(data, join(full, 'notes.txt'))).toThrow(BackupRefused);
  expect(() => claimFolder(data, join(full, 'notes.txt/deeper'))).toThrow(/cannot be a folder/);
});

const hasProc = existsSync('/proc/self');
// Windows and macOS have no /proc.
(hasProc ? it : it.skip)(`says at once that a file system takes no folders${hasProc ? '' : ' (skipped: this system has no /proc)'}`, () => {
  expect(() => claimFolder(data, '/proc/ledger-backup/deeper')).toThrow(/cannot be a folder for a backup: ENOENT/);
});
