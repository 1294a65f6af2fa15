import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import { BuiltServer } from './testing/built-server';
import { expectFailedStart } from './testing/expect-failed-start';
import { linesAt, WrittenLedger } from './testing/written-ledger';

/** Files that are damaged, gone or half-written: a clear line instead of a start, and nothing lost or half-recorded. */
let written: WrittenLedger;
beforeAll(async () => {
  written = await WrittenLedger.write();
}, 60_000);
afterEach(() => written.stopServers());
afterAll(() => written.remove());

const overwrite = (file: string, at: number, bytes: Buffer): void => {
  const handle = openSync(file, 'r+');
  writeSync(handle, bytes, 0, bytes.length, at);
  closeSync(handle);
};
const nonsense = (length: number): Buffer => Buffer.from(Array.from({ length }, (_, n) => (n * 167 + 13) % 251));
/** Every page but the first is nonsense. */
const scramble = (file: string): void => {
  for (let at = 4_096; at < statSync(file).size; at += 4_096) overwrite(file, at, nonsense(4_096));
};

describe('events.db', () => {
  it.each<[string, (file: string) => void, RegExp]>([
    ['gone', (file) => rmSync(file), /holds office\.db but no events: events\.db is missing or empty/],
    ['empty', (file) => truncateSync(file, 0), /holds office\.db but no events: events\.db is missing or empty/],
    ['half there', (file) => truncateSync(file, Math.floor(statSync(file).size / 8192) * 4096), /event store in .* (malformed|damaged)/],
    ['something else', (file) => writeFileSync(file, nonsense(50_000)), /event store in .* not a database/],
    ['overwritten at its beginning', (file) => overwrite(file, 0, Buffer.from('this is no ledger')), /event store in .* not a database/],
    ['overwritten behind its beginning', scramble, /event store in .* (malformed|damaged)/],
    ['an older copy', (file) => withoutLast(file), /ends at position \d+, but the tables have read up to \d+: events are missing/],
  ])('%s is no new ledger: the start is refused and the file left as it is', async (_, damage, line) => {
    const folder = written.copy();
    const file = join(folder, 'events.db');
    damage(file);
    const left = existsSync(file) && readFileSync(file);
    await expectFailedStart(folder, line);
    if (left && left.length > 0) expect(readFileSync(file).subarray(100).equals(left.subarray(100))).toBe(true);
    else expect(existsSync(file) && statSync(file).size > 0).toBe(false);
  }, 30_000);

  const withoutLast = (file: string): void => {
    const db = new DatabaseSync(file);
    db.exec(`DELETE FROM events WHERE position > ${written.head - 3n}`);
    db.close();
  };
});

describe('the tables', () => {
  it('are filled again when they are gone', async () => {
    const folder = written.copy();
    rmSync(join(folder, 'read-store.sqlite'));
    const server = await written.start(folder);
    expect(await linesAt(server, written.head)).toEqual(written.lines);
    expect(await server.head()).toBe(written.head);
  }, 30_000);

  it.each<[string, (file: string) => void]>([
    ['something else', (file) => writeFileSync(file, nonsense(50_000))],
    ['scrambled', scramble],
  ])('say how to have them filled again when their file is %s', async (_, damage) => {
    const folder = written.copy();
    damage(join(folder, 'read-store.sqlite'));
    await expectFailedStart(folder, /read-store\.sqlite is damaged, delete it .* filled again from the events/);
  }, 30_000);
});

describe('office.db', () => {
  it.each<[string, (file: string) => void]>([
    ['something else', (file) => writeFileSync(file, nonsense(50_000))],
    ['scrambled', scramble],
  ])('%s is reported', async (_, damage) => {
    const folder = written.copy();
    damage(join(folder, 'office.db'));
    await expectFailedStart(folder, /office store: the file is damaged/);
  }, 30_000);

  it('gone takes the passwords with it, and records nothing anew', async () => {
    const folder = written.copy();
    rmSync(join(folder, 'office.db'));
    const server = await written.start(folder);
    await pause(500);
    expect(await server.head()).toBe(written.head);
  }, 30_000);
});

describe('the command line', () => {
  const cli = (folder: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, '../../dist/apps/cli/main.js'), '--data', folder, ...args], { env: { ...process.env, LEDGER_DEMO: 'off', LEDGER_LANG: 'en', LEDGER_LOG: 'silent' }, encoding: 'utf8', timeout: 60_000 });
    return { status, stdout, stderr };
  };

  it.each<[string, string | Buffer, RegExp]>([
    ['torn.jsonl', '{"code":"10","name":"Tỉnh","kind":"province"}\n{"code":"083",', /torn\.jsonl:2: .*not JSON/],
    ['torn.csv', 'code,name,kind\n10,"Tỉnh Lào', /torn\.csv:2: a quoted cell .*never ends/],
    ['torn.xlsx', Buffer.concat([Buffer.from('PK\u0003\u0004'), nonsense(3_000)]), /torn\.xlsx: not a readable \.xlsx/],
    ['latin.csv', Buffer.from('code,name,kind\n10,T\xec,province', 'latin1'), /latin\.csv: not UTF-8/],
    ['empty.csv', '', /empty\.csv: has no rows/],
    ['list.jsonl', '[1]', /list\.jsonl:1: .*not a JSON object/],
  ])('imports nothing of %s', async (name, content, line) => {
    const folder = written.newFolder();
    const file = join(folder, name);
    writeFileSync(file, content);
    const server = await shared();
    const { status, stderr } = cli(server.folder, 'import', file, '--command', 'EstablishUnit');
    expect([status, stderr.trim().split('\n')]).toEqual([1, [expect.stringMatching(line)]]);
    expect(await server.head()).toBe(written.head);
  }, 30_000);

  it('says in one line that a folder is damaged', () => {
    const folder = written.copy();
    scramble(join(folder, 'events.db'));
    const { status, stderr } = cli(folder, 'replay');
    expect([status, stderr.trim().split('\n')]).toEqual([1, [expect.stringMatching(/^ledger: .*event store/)]]);
  }, 30_000);

  let running: Promise<BuiltServer> | undefined;
  /** One server for all files; the folder itself would be opened anew for each. */
  const shared = (): Promise<BuiltServer> => (running ??= BuiltServer.start(written.copy()));
  afterAll(async () => (await running)?.stop());
});
