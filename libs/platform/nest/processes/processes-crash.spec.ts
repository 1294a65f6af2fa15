import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLedgerProcess } from '../testing/crashing-ledger';
import { ask, openTestLedger } from '../testing/test-ledger';

const KILLS = 3;
const WAIT_MS = 15_000;

describe('a ledger that is killed again and again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-crash-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps what it acknowledged, answers retries alike, and acts on every event exactly once', async () => {
    const acknowledged = new Map<string, string>();
    const asked: { key: string; body: object }[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const ledger = await startLedgerProcess(folder);
      const send = (name: string, key: string, body: object) => ask(ledger.address, `/api/commands/${name}`, { body, headers: { 'idempotency-key': key } });
      await send('OpenCounter', `open-${kill}`, { counter: `c${kill}`, unit: '10', limit: '1000000' });
      const killed = new Promise<void>((resolve) => setTimeout(() => void ledger.kill().then(resolve), 150 + Math.random() * 300));
      for (let alive = true, n = 0; alive; n += 1) {
        const command = { key: `add-${kill}-${n}`, body: { counter: `c${kill}`, amount: String(n + 1) } };
        asked.push(command);
        await send('AddToCounter', command.key, command.body).then(
          ({ status, text }) => void (status === 200 && acknowledged.set(command.key, text)),
          () => (alive = false),
        );
      }
      await killed;
    }
    expect(acknowledged.size).toBeGreaterThan(KILLS);

    const ledger = await openTestLedger({ folder });
    try {
      for (const { key, body } of asked) {
        const retried = await ledger.ask('/api/commands/AddToCounter', { body, headers: { 'idempotency-key': key } });
        expect(retried.status).toBe(200);
        if (acknowledged.has(key)) expect(retried.text).toBe(acknowledged.get(key));
      }
      expect(await ledger.shell.processes.settled(WAIT_MS)).toBe(true);
      const events = async (stream: string) => (await ledger.ask(`/api/events?limit=1000&stream=${stream}`, { user: 'inspector' })).json.events as any[];
      for (let kill = 0; kill < KILLS; kill += 1) {
        const additions = (await events(`counters.counter-c${kill}`)).filter(({ type }) => type === 'CounterAdded');
        const mirrors = await events(`counters.mirror-c${kill}`);
        expect(additions.map(({ data }) => data.amount)).toEqual(asked.filter(({ key }) => key.startsWith(`add-${kill}-`)).map(({ body }: any) => body.amount));
        expect(mirrors.map(({ metadata }) => metadata.causationId)).toEqual(additions.map(({ id }) => id));
      }
    } finally {
      await ledger.close();
    }
  }, 90_000);
});
