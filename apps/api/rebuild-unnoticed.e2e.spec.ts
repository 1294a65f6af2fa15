import { setTimeout as pause } from 'node:timers/promises';
import { rmSync } from 'node:fs';
import { BuiltServer } from './testing/built-server';
import { LINE, makeSmallProvince } from './testing/small-province';

jest.setTimeout(120_000);

interface Seen {
  readonly status: number;
  readonly position: bigint;
  readonly rows: string;
}

describe('a rebuild while people read', () => {
  let server: BuiltServer;
  beforeAll(async () => {
    server = await BuiltServer.start();
    await makeSmallProvince(server);
    for (let n = 0; n < 30; n += 1) await server.done('PreparePayment', { line: LINE, payment: `TT-${n}`, kind: 'advance', amount: '1000', effectiveOn: '2024-04-01' }, 'officer');
  }, 120_000);
  afterAll(async () => {
    await server?.stop();
    if (server) rmSync(server.folder, { recursive: true, force: true });
  });

  const rebuilds = async (): Promise<readonly { readonly name: string; readonly state: string; readonly rebuild?: { readonly done: boolean; readonly error?: string } }[]> => (await server.send('/api/operations/projections')).json.projections;

  /** Asks again and again until it is told to stop. */
  async function read(path: string, until: { done: boolean }): Promise<readonly Seen[]> {
    const seen: Seen[] = [];
    while (!until.done) {
      const { status, json } = await server.send(path);
      seen.push({ status, position: BigInt(json.position ?? -1), rows: JSON.stringify(json.rows) });
    }
    return seen;
  }

  it('is noticed by nobody: every answer is whole, the same, and never goes back', async () => {
    await server.send('/api/funds/payments?minPosition=' + (await server.head()));
    const until = { done: false };
    const readers = ['/api/funds/payments?limit=1000', '/api/funds/lines', '/api/reports/capital-plan?year=2024'].map((path) => read(path, until));
    const names = (await rebuilds()).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['funds_payments', 'funds_lines']));
    for (const name of names) expect((await server.send(`/api/operations/projections/${name}/rebuild`, { method: 'POST', body: {} })).status).toBe(202);
    for (let n = 0; n < 2_000 && (await rebuilds()).some(({ rebuild }) => rebuild && !rebuild.done); n += 1) await pause(20);
    until.done = true;
    expect((await rebuilds()).map(({ name, state, rebuild }) => [name, state, rebuild?.error])).toEqual(names.map((name) => [name, 'live', undefined]));
    for (const seen of await Promise.all(readers)) {
      expect(seen.length).toBeGreaterThan(3);
      expect(new Set(seen.map(({ status }) => status))).toEqual(new Set([200]));
      expect(new Set(seen.map(({ rows }) => rows)).size).toBe(1);
      expect(seen.every(({ position }, index) => index === 0 || position >= seen[index - 1]!.position)).toBe(true);
    }
  });

  it('takes in what is recorded meanwhile', async () => {
    expect((await server.send('/api/operations/projections/funds_payments/rebuild', { method: 'POST', body: {} })).status).toBe(202);
    const { json } = await server.done('PreparePayment', { line: LINE, payment: 'TT-meanwhile', kind: 'advance', amount: '1000', effectiveOn: '2024-04-01' }, 'officer');
    const { rows } = (await server.send(`/api/funds/payments?payment=TT-meanwhile&minPosition=${json.position}`)).json;
    expect(rows).toHaveLength(1);
    for (let n = 0; n < 500 && (await rebuilds()).some(({ rebuild }) => rebuild && !rebuild.done); n += 1) await pause(20);
    expect((await server.send('/api/funds/payments?payment=TT-meanwhile')).json.rows).toEqual(rows);
  });
});
