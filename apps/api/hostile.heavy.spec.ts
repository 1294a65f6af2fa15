import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { BuiltServer, failedStart } from './testing/built-server';
import { expectFailedStart } from './testing/expect-failed-start';
import { WrittenLedger } from './testing/written-ledger';

let written: WrittenLedger;
beforeAll(async () => {
  written = await WrittenLedger.write();
}, 60_000);
afterEach(() => written.stopServers());
afterAll(() => written.remove());

describe('a place that is taken', () => {
  it('a port, a folder and a file are each refused in one line, and the first server does not notice', async () => {
    const first = await written.start(written.copy());
    await expectRefused(first.folder, /another writer has the event store in .* open/);
    const { port } = new URL(first.address);
    await expectFailedStart(written.copy(), new RegExp(`port ${port} on 127\\.0\\.0\\.1 is in use`), { LEDGER_PORT: port });
    const file = join(written.newFolder(), 'file');
    writeFileSync(file, '');
    await expectFailedStart(file, /LEDGER_DATA is no folder/);
    expect((await first.command('OpenAccount', { username: 'lan', displayName: 'Lan' })).status).toBe(200);
    expect(existsSync(join(first.folder, 'server.json'))).toBe(true);
  }, 40_000);

  const expectRefused = async (folder: string, line: RegExp): Promise<void> => {
    const { code, says } = await failedStart(folder);
    expect([code, says]).toEqual([1, expect.stringMatching(line)]);
  };
});

describe('a server that is killed', () => {
  it('in the midst of commands has every acknowledged one, none twice, and takes the others when they are sent again', async () => {
    const folder = written.copy();
    const acknowledged = new Map<string, string>();
    const send = async (server: BuiltServer, username: string) => {
      const reply = await server.command('OpenAccount', { username, displayName: username }, { headers: { 'idempotency-key': username } });
      if (reply.status === 200) acknowledged.set(username, (reply.json as { position: string }).position);
      return reply;
    };
    for (let round = 0; round < 5; round += 1) {
      const server = await written.start(folder);
      const sending = Array.from({ length: 300 }, (_, n) => send(server, `muon-${round}-${n}`).catch(() => undefined));
      await Promise.race([...sending.slice(30 * round), pause(10_000)]);
      await server.stop('SIGKILL');
      await Promise.all(sending);
    }
    expect(acknowledged.size).toBeGreaterThan(0);
    const server = await written.start(folder);
    const recorded = (await server.events()).filter(({ position }) => BigInt(position) > written.head);
    for (const [username, position] of acknowledged) expect(recorded.find((event) => event.position === position)?.stream).toBe(`access.account-${username}`);
    expect(new Set(recorded.map(({ stream }) => stream)).size).toBe(recorded.length);
    for (let n = 0; n < 300; n += 30) expect((await send(server, `muon-0-${n}`)).status).toBe(200);
  }, 60_000);
});

describe('a request that never ends', () => {
  it('is cut off by the server itself, whether it stops in its head or in its body', async () => {
    const server = await written.start(written.copy());
    const beginnings = ['GET /api/me HTTP/1.1\r\nHo', 'POST /api/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{'];
    const began = Date.now();
    const answers = await Promise.all(beginnings.map((bytes) => server.raw(bytes, 180_000)));
    expect(Date.now() - began).toBeLessThan(150_000);
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 408 [^]*content-type: application\/problem\+json/i);
  }, 200_000);
});
