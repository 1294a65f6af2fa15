import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyRoot, openNote, parseCheckpoint, parseNote, parseVerifierKey } from '@ledger/platform/audit-log/node';
import { SampleLog } from '../testing/sample-log';
import { originHash, startWitness, type RunningWitness } from './index';

const ORIGIN = 'ledger.test/witnessed';
let folder = '';
let log: SampleLog;
let witness: RunningWitness;
const errors: Error[] = [];

const start = (logs: readonly string[] = []) => startWitness({ folder, name: 'inspectorate.test/witness', logs, host: '127.0.0.1', port: 0, onError: (error) => errors.push(error) });

async function post(body: string | Buffer): Promise<{ status: number; type: string | null; text: string }> {
  const answer = await fetch(`${witness.address}/add-checkpoint`, { method: 'POST', body });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}

const published = async (origin = ORIGIN) => fetch(`${witness.address}/${createHash('sha256').update(origin).digest('hex')}/checkpoint`);

/** Verifies a cosignature that was answered, of the checkpoint in a request. */
async function mustBeCosigned(request: string, lines: string): Promise<bigint> {
  const { text } = parseNote(request.slice(request.indexOf('\n\n') + 2));
  const { signatures } = await openNote(`${text}\n${lines}`, [witness.vkey]);
  return signatures[0]!.time!;
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'witness-'));
  log = await SampleLog.create(ORIGIN);
  witness = await start([log.vkey]);
});
afterEach(async () => {
  await witness.close();
  rmSync(folder, { recursive: true, force: true });
  errors.length = 0;
});

describe('a witness', () => {
  it('cosigns the first checkpoint, one that continues it, and the same again', async () => {
    for (const [old, size] of [[0, 5], [5, 130], [130, 130], [130, 300]] as const) {
      const request = await log.request(old, size);
      const answer = await post(request);
      expect([answer.status, answer.text.split('\n').length]).toEqual([200, 2]);
      const time = await mustBeCosigned(request, answer.text);
      expect(Math.abs(Number(time) - Date.now() / 1_000)).toBeLessThan(60);
    }
  });

  it('publishes the latest one, with the log’s signature and its own', async () => {
    expect((await published()).status).toBe(404);
    await post(await log.request(0, 5));
    await post(await log.request(5, 9));
    const answer = await published();
    expect(answer.status).toBe(200);
    const opened = await openNote(await answer.text(), [log.vkey, witness.vkey]);
    expect(opened.signatures).toHaveLength(2);
    expect(parseCheckpoint(opened.text).size).toBe(9n);
    expect((await published('another')).status).toBe(404);
  });

  it('answers 400 to what is no request, or has an old size larger than the new one', async () => {
    const good = await log.request(0, 5);
    const note = await log.checkpoint(5);
    const hash = `${Buffer.alloc(32).toString('base64')}\n`;
    const bad = [
      '', '\n', 'old 0\n', 'old 0\n\n', good.replace('old 0', 'old 00'), good.replace('old 0', 'old -1'), good.replace('old 0', 'old 9223372036854775808'), good.replace('old 0', 'new 0'), good.replace('old 0', 'old  0'),
      `old 5\nAAAA\n\n${note}`, `old 5\n${hash.replace('A=', 'B=')}\n${note}`, `old 5\n${hash.repeat(64)}\n${note}`, `old 0\n\n${note.replace(/\n\n.*/s, '\n')}`, `old 0\n\n${note.replace('\n5\n', '\n05\n')}`, good.replaceAll('\n', '\r\n'),
    ];
    for (const body of bad) expect([body, (await post(body)).status]).toEqual([body, 400]);
    expect((await post(Buffer.from([0xff, 0xfe, 0x0a, 0x0a]))).status).toBe(400);
    expect((await post(await log.request(9, 5, { proof: [] }))).status).toBe(400);
    expect((await published()).status).toBe(404);
  });

  it('answers 404 to a log it does not know', async () => {
    const other = await SampleLog.create('ledger.test/other');
    expect((await post(await other.request(0, 5))).status).toBe(404);
  });

  it('answers 403 to a signature that is forged, missing or of another key', async () => {
    const stranger = await SampleLog.create(ORIGIN);
    expect((await post(await stranger.request(0, 5))).status).toBe(403);
    const note = await log.checkpoint(5);
    const forged = note.replace('\n5\n', '\n6\n');
    expect((await post(`old 0\n\n${forged}`)).status).toBe(403);
    // One good signature does not make up for a bad one of a known key.
    writeFileSync(join(folder, 'logs'), `# keys of the ledger\nlog ${log.vkey}\nlog ${stranger.vkey}\n`);
    const both = await log.checkpoint(5, undefined, [log.key, stranger.key]);
    expect((await post(`old 0\n\n${both.replace(/(.*— \S+ )[^\n]+\n$/s, `$1${(await stranger.checkpoint(6)).trimEnd().split(' ').at(-1)}\n`)}`)).status).toBe(403);
    expect((await post(`old 0\n\n${both}`)).status).toBe(200);
  });

  it('answers 409 with its size, in the spec’s own type, when the old size is another', async () => {
    expect(await post(await log.request(5, 9))).toEqual({ status: 409, type: 'text/x.tlog.size', text: '0\n' });
    await post(await log.request(0, 9));
    expect(await post(await log.request(5, 12))).toEqual({ status: 409, type: 'text/x.tlog.size', text: '9\n' });
    expect(await post(await log.request(0, 12))).toEqual({ status: 409, type: 'text/x.tlog.size', text: '9\n' });
    expect(await post(await log.request(0, 5))).toEqual({ status: 409, type: 'text/x.tlog.size', text: '9\n' });
  });

  it('answers 422 to a proof that does not hold, a split view and an odd tree without leaves', async () => {
    await post(await log.request(0, 9));
    const fork = log.fork(4);
    expect((await post(await fork.request(9, 20))).status).toBe(422);
    expect((await post(await fork.request(9, 9))).status).toBe(422);
    expect((await post(await log.request(9, 20, { proof: log.proof(8, 20) }))).status).toBe(422);
    expect((await post(await log.request(9, 20, { proof: [] }))).status).toBe(422);
    expect((await post(await log.request(9, 9, { proof: [Buffer.alloc(32)] }))).status).toBe(422);
    expect((await post(await log.request(9, 20))).status).toBe(200);
    const other = await SampleLog.create('ledger.test/empty');
    await witness.close();
    witness = await start([other.vkey]);
    expect((await post(await other.request(0, 0, { note: await other.checkpoint(0, Buffer.alloc(32)) }))).status).toBe(422);
    expect((await post(await other.request(0, 3, { proof: [Buffer.alloc(32)] }))).status).toBe(422);
    expect((await post(await other.request(0, 0, { note: await other.checkpoint(0, emptyRoot()) }))).status).toBe(200);
  });

  it('lets one of two requests win, and never goes back', async () => {
    await post(await log.request(0, 9));
    const requests = await Promise.all(Array.from({ length: 20 }, (_, i) => log.request(9, 10 + i)));
    const answers = await Promise.all(requests.map(post));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
    const won = 10 + answers.findIndex(({ status }) => status === 200);
    expect(parseCheckpoint(await (await published()).text()).size).toBe(BigInt(won));
    expect(answers.filter(({ status }) => status === 409).every(({ text }) => text === `${won}\n`)).toBe(true);
  });

  it('remembers over a restart, and has one process', async () => {
    await post(await log.request(0, 9));
    await expect(start()).rejects.toThrow('another writer');
    await witness.close();
    const { vkey } = witness;
    witness = await start();
    expect(witness.vkey).toBe(vkey);
    expect((await post(await log.fork(3).request(9, 12))).status).toBe(422);
    expect((await post(await log.request(0, 12))).status).toBe(409);
    expect((await post(await log.request(9, 12))).status).toBe(200);
  });

  it('does not begin anew when what it remembers is damaged', async () => {
    await post(await log.request(0, 9));
    writeFileSync(join(folder, 'checkpoints', originHash(ORIGIN)), 'half a note');
    expect((await post(await log.request(0, 5))).status).toBe(500);
    expect(errors).toHaveLength(1);
  });

  it('keeps its key to itself', async () => {
    expect(statSync(join(folder, 'witness.key')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'witness.key'), 'utf8')).toMatch(/^PRIVATE\+KEY\+inspectorate\.test\/witness\+[0-9a-f]{8}\+/);
    expect(await (await fetch(`${witness.address}/key`)).text()).toBe(`${witness.vkey}\n`);
    expect(parseVerifierKey(witness.vkey)).toMatchObject({ name: 'inspectorate.test/witness', type: 4 });
    await expect(startWitness({ folder, name: 'another', host: '127.0.0.1', port: 0 })).rejects.toThrow('is called inspectorate.test/witness');
  });

  it('takes a log on while it runs, and says no to other addresses, methods and huge bodies', async () => {
    const other = await SampleLog.create('ledger.test/other');
    appendFileSync(join(folder, 'logs'), `${other.vkey}\n`);
    expect((await post(await other.request(0, 5))).status).toBe(200);
    expect((await fetch(`${witness.address}/add-checkpoint`)).status).toBe(405);
    expect((await fetch(`${witness.address}/elsewhere`)).status).toBe(404);
    expect((await fetch(`${witness.address}/${'A'.repeat(64)}/checkpoint`)).status).toBe(404);
    expect((await fetch(`${witness.address}/../../etc/passwd`)).status).toBe(404);
    expect((await post('x'.repeat(300_000)).catch(() => ({ status: 413 }))).status).toBe(413);
    expect(readdirSync(join(folder, 'checkpoints')).every((name) => /^[0-9a-f]{64}$/.test(name))).toBe(true);
  });
});
