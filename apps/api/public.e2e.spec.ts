import { rmSync } from 'node:fs';
import { BuiltServer } from './testing/built-server';
import { makeSmallProvince } from './testing/small-province';

jest.setTimeout(120_000);

/** What answers without a token, and why: signing in, the published log, what it is described by, whether it runs, how it goes (to this machine), and the public's figures. */
const OPEN = new Set(['POST /api/sign-in', 'GET /api/public/figures', 'GET /health/live', 'GET /health/ready', 'GET /metrics']);
const isOpen = (method: string, path: string): boolean => OPEN.has(`${method} ${path}`) || path.startsWith('/audit/') || path === '/audit/checkpoint';

/** A request of these kinds cannot have a body. */
const BODILESS = new Set(['GET', 'HEAD']);

describe('whoever has not signed in', () => {
  let server: BuiltServer;
  beforeAll(async () => {
    server = await BuiltServer.start();
    await makeSmallProvince(server);
  }, 120_000);
  afterAll(async () => {
    await server?.stop();
    if (server) rmSync(server.folder, { recursive: true, force: true });
  });

  it('reaches the public’s figures and nothing else that is described', async () => {
    const { paths } = (await server.send('/api/openapi.json', { as: null })).json as { paths: Record<string, Record<string, unknown>> };
    const asked = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => [method.toUpperCase(), path] as const)).filter(([method, path]) => !isOpen(method, path));
    expect(asked.length).toBeGreaterThan(50);
    const answers = await Promise.all(asked.map(async ([method, path]) => [`${method} ${path}`, (await server.send(path.replace(/\{\w+\}/g, 'x'), { method, as: null, ...(BODILESS.has(method) ? {} : { body: {} }) })).status] as const));
    expect(answers.filter(([, status]) => status !== 401)).toEqual([]);
  });

  it('sees aggregates alone: nobody’s name, no line, no event, and no way to ask for more', async () => {
    const answer = await server.send('/api/public/figures', { as: null });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60');
    expect(Object.keys(answer.json).sort()).toEqual(expect.arrayContaining(['asOf', 'houses', 'money', 'position', 'year']));
    expect(answer.json).toMatchObject({ year: 2024, years: [2024], leastCount: 5, money: { programs: [{ program: 'GNBV', plan: '1000000', disbursed: '0' }] } });
    for (const query of ['?asOf=2024-01-01', '?knownAt=1', '?district=085', '?by=holder', '?year=1999', '?year=x']) expect([query, (await server.send(`/api/public/figures${query}`, { as: null })).status]).toEqual([query, 400]);
  });

  it('may ask so often in a minute', async () => {
    const statuses = new Set<number>();
    for (let n = 0; n < 130; n += 1) statuses.add((await server.send('/api/public/figures?year=2024', { as: null })).status);
    expect([...statuses]).toEqual([200, 429]);
  });
});
