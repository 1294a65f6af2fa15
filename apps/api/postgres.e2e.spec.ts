import { rmSync } from 'node:fs';
import { newPostgresDatabase } from '@ledger/platform/read-store/testing/postgres';
import { BuiltServer, newFolder } from './testing/built-server';
import { ALLOCATED, LINE, makeSmallProvince, paper } from './testing/small-province';

const QUESTIONS = [
  '/api/reports/capital-plan?year=2024&asOf=2025-01-31',
  '/api/reports/capital-plan?year=2024&asOf=2025-01-31&by=holder&format=csv',
  '/api/reports/criteria-matrix?year=2024&asOf=2024-12-31&set=xa-a',
  '/api/reports/housing-progress?year=2024&asOf=2024-12-31',
  '/api/funds/lines',
  '/api/territory/units?asOf=2024-01-01',
];

const answers = (server: BuiltServer, knownAt: bigint) =>
  Promise.all(QUESTIONS.map(async (question) => (await server.send(`${question}${question.includes('?') ? '&' : '?'}knownAt=${knownAt}&minPosition=${knownAt}`)).text));

describe('the read store on PostgreSQL, behind a real server', () => {
  const folder = newFolder();
  let server: BuiltServer | undefined;
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is filled from the same events, answers the same bytes, takes commands, and starts again where it was', async () => {
    server = await BuiltServer.start(folder);
    await makeSmallProvince(server);
    const head = await server.head();
    const fromSqlite = await answers(server, head);
    await server.stop();

    const database = { LEDGER_READ_STORE: await newPostgresDatabase('api') };
    server = await BuiltServer.start(folder, database);
    expect(await answers(server, head)).toEqual(fromSqlite);

    const payment = { line: LINE, payment: 'TT-1', kind: 'completed-volume', amount: ALLOCATED, effectiveOn: '2024-04-01', ...paper };
    const { json: receipt } = await server.done('PreparePayment', payment, 'program');
    const lines = await server.send(`/api/funds/lines?minPosition=${(receipt as { position: string }).position}`);
    expect(lines.json).toMatchObject({ rows: [expect.objectContaining({ line: LINE, allocated: '0' })] });
    expect(await answers(server, head)).toEqual(fromSqlite);
    await server.stop();

    server = await BuiltServer.start(folder, database);
    expect(await answers(server, head)).toEqual(fromSqlite);
  }, 120_000);
});
