import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { OfficeStore } from '@ledger/platform/office-store';
import { EvidenceRefused, EvidenceStore } from './index';
import { arriving, pdf, sha256Of } from './testing/documents';

const MIB = 1_048_576;
let folder: string;
let office: OfficeStore;
let store: EvidenceStore;
let now: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'evidence-'));
  office = OfficeStore.open(folder);
  now = 1_700_000_000_000;
  store = await reopened();
});
afterEach(() => {
  store.close();
  office.close();
  rmSync(folder, { recursive: true, force: true });
});

const reopened = (): Promise<EvidenceStore> => EvidenceStore.open({ folder, office, bytesMax: 20 * MIB, now: () => now });
const announced = (bytes: Buffer, more: object = {}) => ({ sha256: sha256Of(bytes), type: 'application/pdf', name: 'Biên bản.pdf', username: 'an', unit: '02869', ...more });
const refusal = async (work: Promise<unknown>): Promise<string> =>
  work.then(() => 'accepted', (error: unknown) => (error instanceof EvidenceRefused ? error.reason : String(error)));
const files = (): string[] => (readdirSync(join(folder, 'evidence'), { recursive: true, withFileTypes: true }) as { isFile(): boolean; name: string }[]).filter((entry) => entry.isFile()).map(({ name }) => name);

describe('a whole file', () => {
  it('is stored under its hash and read back, whole or in part', async () => {
    const bytes = pdf(300_000);
    const record = await store.put(announced(bytes), arriving(bytes));
    expect(record).toEqual({ ...announced(bytes), size: 300_000, stored: now });
    expect(store.has(record.sha256)).toBe(true);
    expect(existsSync(join(folder, 'evidence', record.sha256.slice(0, 2), record.sha256.slice(2)))).toBe(true);
    expect((await buffer(store.read(record.sha256, 0, 299_999))).equals(bytes)).toBe(true);
    expect((await buffer(store.read(record.sha256, 5, 9))).equals(bytes.subarray(5, 10))).toBe(true);
    expect(await store.describe(record.sha256)).toEqual({ size: 300_000, type: 'application/pdf' });
    expect(store.records(record.sha256)).toEqual([record]);
  });

  it.each<[string, (bytes: Buffer) => Promise<unknown>]>([
    ['hash-mismatch', (bytes) => store.put({ ...announced(bytes), sha256: 'ab'.repeat(32) }, arriving(bytes))],
    ['hash-mismatch', (bytes) => store.put(announced(bytes), arriving(bytes.subarray(0, -1)))],
    ['too-large', () => store.put(announced(pdf(21 * MIB)), arriving(pdf(21 * MIB)))],
    ['empty', () => store.put(announced(Buffer.alloc(0)), arriving(Buffer.alloc(0)))],
    ['type-mismatch', (bytes) => store.put(announced(bytes, { type: 'image/png' }), arriving(bytes))],
    ['type-not-allowed', (bytes) => store.put(announced(bytes, { type: 'text/html' }), arriving(bytes))],
    ['type-not-allowed', () => store.put(announced(Buffer.from('MZ\u0000\u0001')), arriving(Buffer.from('MZ\u0000\u0001')))],
    ['Error: aborted', (bytes) => store.put(announced(bytes), arriving(bytes, { breakAfter: 100_000 }))],
  ])('that is refused (%s) leaves nothing behind', async (reason, work) => {
    expect(await refusal(work(pdf(300_000)))).toBe(reason);
    expect(files()).toEqual([]);
    expect(store.has(sha256Of(pdf(300_000)))).toBe(false);
  });

  it('may come undeclared: what its bytes say counts', async () => {
    const bytes = Buffer.from('Xác nhận của thôn');
    expect(await store.put(announced(bytes, { type: 'application/octet-stream', name: 'a.exe' }), arriving(bytes))).toMatchObject({ type: 'text/plain', name: 'a.exe.txt' });
  });

  it('twice at once is one file, recorded for both units', async () => {
    const bytes = pdf(2 * MIB);
    const both = [announced(bytes), announced(bytes, { username: 'binh', unit: '10' })];
    await Promise.all(both.map((each) => store.put(each, arriving(bytes))));
    expect(files()).toHaveLength(1);
    expect(store.records(sha256Of(bytes)).map(({ unit }) => unit).sort()).toEqual(['02869', '10']);
    expect((await buffer(store.read(sha256Of(bytes), 0, bytes.length))).equals(bytes)).toBe(true);
  });

  it('that is there already must be brought whole again: its hash alone proves nothing', async () => {
    const bytes = pdf(1_000);
    await store.put(announced(bytes), arriving(bytes));
    expect(await refusal(store.put(announced(bytes, { unit: '10' }), arriving(pdf(1_000, 2))))).toBe('hash-mismatch');
    expect(store.records(sha256Of(bytes))).toHaveLength(1);
    expect((await buffer(store.read(sha256Of(bytes), 0, 999))).equals(bytes)).toBe(true);
  });
});

describe('an unknown or hostile hash', () => {
  it.each(['', '..', '../../etc/passwd', 'AB'.repeat(32), `${'ab'.repeat(31)}/.`, 'ab'.repeat(32)])('%j is not there', async (hash) => {
    expect(store.has(hash)).toBe(false);
    expect(await refusal(store.describe(hash))).toBe('not-found');
  });
});

describe('a file in parts', () => {
  const bytes = pdf(9 * MIB, 3);
  const begin = () => store.begin(announced(bytes), bytes.length);

  it('is complete with its last byte', async () => {
    const id = await begin();
    expect(await store.append(id, 'an', 0, arriving(bytes.subarray(0, 5 * MIB)))).toEqual({ received: 5 * MIB, size: 9 * MIB });
    expect(store.has(sha256Of(bytes))).toBe(false);
    expect(store.progress(id, 'an')).toEqual({ received: 5 * MIB, size: 9 * MIB });
    expect(await store.append(id, 'an', 5 * MIB, arriving(bytes.subarray(5 * MIB)))).toMatchObject({ received: 9 * MIB, evidence: { sha256: sha256Of(bytes), unit: '02869' } });
    expect((await buffer(store.read(sha256Of(bytes), 0, bytes.length))).equals(bytes)).toBe(true);
    expect(await refusal(Promise.resolve().then(() => store.progress(id, 'an')))).toBe('upload-unknown');
  });

  it('goes on where the connection broke', async () => {
    const id = await begin();
    expect(await refusal(store.append(id, 'an', 0, arriving(bytes, { breakAfter: 3 * MIB })))).toBe('Error: aborted');
    const { received } = store.progress(id, 'an');
    expect(received).toBe(3 * MIB);
    expect(await store.append(id, 'an', received, arriving(bytes.subarray(received)))).toMatchObject({ evidence: { sha256: sha256Of(bytes) } });
  });

  it('tells the offset when another is given, and belongs to who began it', async () => {
    const id = await begin();
    await store.append(id, 'an', 0, arriving(bytes.subarray(0, 100)));
    await expect(store.append(id, 'an', 0, arriving(bytes))).rejects.toMatchObject({ reason: 'wrong-offset', details: { offset: 100 } });
    expect(await refusal(store.append(id, 'binh', 100, arriving(bytes.subarray(100))))).toBe('upload-unknown');
    expect(store.progress(id, 'an').received).toBe(100);
  });

  it('takes one part at a time', async () => {
    const id = await begin();
    const outcomes = await Promise.all([store.append(id, 'an', 0, arriving(bytes)), store.append(id, 'an', 0, arriving(bytes))].map(refusal));
    expect(outcomes.sort()).toEqual(['accepted', 'upload-busy']);
  });

  it('that is not what was announced is given up', async () => {
    const id = await begin();
    expect(await refusal(store.append(id, 'an', 0, arriving(pdf(9 * MIB, 4))))).toBe('hash-mismatch');
    const long = await begin();
    expect(await refusal(store.append(long, 'an', 0, arriving(pdf(9 * MIB + 1))))).toBe('too-large');
    expect(await refusal(store.append(long, 'an', 0, arriving(bytes)))).toBe('upload-unknown');
    expect(files()).toEqual([]);
  });

  it('is refused at once when it is empty, too large, of another type, or one of too many', async () => {
    expect(await refusal(store.begin(announced(bytes), 0))).toBe('empty');
    expect(await refusal(store.begin(announced(bytes), 20 * MIB + 1))).toBe('too-large');
    expect(await refusal(store.begin(announced(bytes, { type: 'image/svg+xml' }), 10))).toBe('type-not-allowed');
    const outcomes = [];
    for (let i = 0; i < 21; i += 1) outcomes.push(await refusal(begin()));
    expect(outcomes.filter((each) => each !== 'accepted')).toEqual(['too-many-uploads']);
  });

  it('is given up by its owner, or when nobody goes on with it for a day', async () => {
    const [given, left, fresh] = [await begin(), await begin(), await begin()];
    await store.cancel(given, 'an');
    now += 25 * 3_600_000;
    await store.append(fresh, 'an', 0, arriving(bytes.subarray(0, 100)));
    await store.clean();
    expect(files()).toEqual([fresh]);
    expect(office.uploads.get(left)).toBeUndefined();
    expect(store.progress(fresh, 'an').received).toBe(100);
  });

  it('is finished after a restart when only the finish was missing', async () => {
    const id = await begin();
    await store.append(id, 'an', 0, arriving(bytes.subarray(0, 9 * MIB - 1)));
    appendFileSync(join(folder, 'evidence', 'incoming', id), bytes.subarray(-1));
    office.uploads.advance(id, bytes.length, now);
    store = await reopened();
    expect(store.records(sha256Of(bytes))).toMatchObject([{ unit: '02869', size: 9 * MIB }]);
    expect(office.uploads.get(id)).toBeUndefined();
  });

  it('is recorded after a restart when it had its place already', async () => {
    await store.put(announced(bytes, { unit: '10' }), arriving(bytes));
    const id = await begin();
    office.uploads.advance(id, bytes.length, now);
    rmSync(join(folder, 'evidence', 'incoming', id));
    store = await reopened();
    expect(store.records(sha256Of(bytes)).map(({ unit }) => unit).sort()).toEqual(['02869', '10']);
  });

  it('never takes for received what was not known to be on disk', async () => {
    const id = await begin();
    await store.append(id, 'an', 0, arriving(bytes.subarray(0, 100)));
    appendFileSync(join(folder, 'evidence', 'incoming', id), Buffer.alloc(bytes.length, 'left over from before the power cut'));
    expect(await store.append(id, 'an', 100, arriving(bytes.subarray(100)))).toMatchObject({ evidence: { sha256: sha256Of(bytes) } });
    expect((await store.describe(sha256Of(bytes))).size).toBe(bytes.length);
  });
});

it('removes what a killed program was receiving, and keeps uploads that can go on', async () => {
  const orphan = join(folder, 'evidence', 'incoming', '00000000-0000-4000-8000-000000000000');
  writeFileSync(orphan, 'x');
  const id = await store.begin(announced(pdf(10)), 10);
  store = await reopened();
  expect(existsSync(orphan)).toBe(false);
  expect(store.progress(id, 'an')).toEqual({ received: 0, size: 10 });
});

it('goes on with an upload after the server was killed, again and again', async () => {
  const bytes = pdf(19 * MIB, 5);
  const file = join(folder, 'source.pdf');
  now = Date.now();
  writeFileSync(file, bytes);
  const id = await store.begin(announced(bytes), bytes.length);
  const offsets: number[] = [];
  for (let round = 0; round < 2; round += 1) {
    await killAfter(7, [folder, file, id, 'an']);
    offsets.push(store.progress(id, 'an').received);
  }
  expect(offsets[0]).toBeGreaterThan(0);
  expect(offsets[1]).toBeGreaterThan(offsets[0]!);
  store = await reopened();
  const { received } = store.progress(id, 'an');
  expect(await store.append(id, 'an', received, arriving(bytes.subarray(received)))).toMatchObject({ evidence: { sha256: sha256Of(bytes) } });
}, 60_000);

/** Runs an uploading process and kills it once it has taken some parts. */
function killAfter(parts: number, args: readonly string[]): Promise<void> {
  const workspace = resolve(__dirname, '../../..');
  const child = spawn(process.execPath, ['-r', '@swc-node/register', join(__dirname, 'testing/uploading-child.ts'), ...args], { cwd: workspace, stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  let seen = 0;
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk));
  child.stdout.on('data', (chunk: Buffer) => {
    seen += chunk.toString().split('\n').length - 1;
    if (seen >= parts) child.kill('SIGKILL');
  });
  return new Promise((done, fail) => child.once('close', (_, signal) => (signal === 'SIGKILL' ? done() : fail(new Error(`the child ended by itself: ${complaint}`)))));
}
