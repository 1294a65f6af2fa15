import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { newPostgresDatabase } from '@ledger/platform/read-store/testing/postgres';
import { BuiltServer, newFolder } from '../api/testing/built-server';
import { ALLOCATED, LINE, makeSmallProvince, paper } from '../api/testing/small-province';

const CLI = join(__dirname, '../../dist/apps/cli/main.js');
const REPORTS = [
  ['capital-plan', 'year=2024&asOf=2025-01-31&by=holder'],
  ['criteria-matrix', 'year=2024&asOf=2024-12-31&set=xa-a'],
  ['housing-progress', 'year=2024&asOf=2024-12-31'],
] as const;
const PLAN = 'year=2024&asOf=2025-01-31';

const folder = newFolder();
const papers = mkdtempSync(join(tmpdir(), 'ledger-issued-'));
let server: BuiltServer;
beforeAll(async () => {
  server = await BuiltServer.start(folder);
  await makeSmallProvince(server);
}, 120_000);
afterAll(async () => {
  await server.stop();
  for (const each of [folder, papers]) rmSync(each, { recursive: true, force: true });
});

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function ledger(...args: readonly string[]): Outcome {
  const environment = { ...process.env, LEDGER_DATA: folder, LEDGER_DEMO: 'off', LEDGER_LANG: 'en' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { env: environment, encoding: 'utf8', timeout: 60_000 });
  return { code: status, out: stdout, err: stderr };
}

interface Manifest {
  readonly id: string;
  readonly report: string;
  readonly output: string;
  readonly code: { readonly program: string; readonly sha256: string };
  readonly knownAt: { readonly treeSize: string; readonly position: string; readonly root: string };
}

/** Issues a report on the command line; gives the file it was written to and its manifest. */
function issue(name: string, ...args: readonly string[]): { readonly file: string; readonly manifest: Manifest } {
  const file = join(papers, `${name}.json`);
  const { code, err } = ledger('report', name, ...args, '--record', '--out', file);
  if (code !== 0) throw new Error(err);
  return { file, manifest: JSON.parse(readFileSync(`${file}.manifest.json`, 'utf8')) as Manifest };
}

/** The same over HTTP, which is quicker. */
async function issued(name: string, query: string, as?: string): Promise<{ readonly status: number; readonly recorded: boolean; readonly manifest: Manifest; readonly report: object }> {
  const { status, json } = await server.send(`/api/reports/${name}/issue?${query}`, { method: 'POST', body: {}, ...(as === undefined ? {} : { as }) });
  return { status, ...(json as { recorded: boolean; manifest: Manifest; report: object }) };
}

const reproduce = (manifest: string, ...more: readonly string[]): Outcome => ledger('report', '--reproduce', manifest, ...more);
const written = (name: string, content: object | string): string => {
  const file = join(papers, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
const manifestsRecorded = async (): Promise<number> => (await server.events()).filter(({ type }) => type === 'ReportManifestRecorded').length;

describe('an issued report', () => {
  it('has a manifest in the ledger; one that is only looked at has none', async () => {
    const before = await manifestsRecorded();
    expect((await server.send(`/api/reports/capital-plan?${PLAN}`)).status).toBe(200);
    expect(await manifestsRecorded()).toBe(before);
    const { file, manifest } = issue('capital-plan', '--year', '2024', '--as-of', '2025-01-31');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ name: 'capital-plan', output: manifest.output, versions: { code: manifest.code.sha256 } });
    const { json } = await server.send(`/api/reports/manifests?manifest=${manifest.id}&minPosition=${await server.head()}`);
    expect(json.rows).toMatchObject([{ manifest: manifest.id, report: 'capital-plan', parameters: { year: 2024 }, effectiveUntil: '2025-01-31', treeSize: manifest.knownAt.treeSize, issuedBy: 'token:operator' }]);
  }, 30_000);

  it('is recorded once for the same inputs, whoever asks, and anew when more is known', async () => {
    const [name, query] = REPORTS[2];
    const first = await issued(name, query);
    const recorded = await manifestsRecorded();
    expect(await issued(name, query)).toEqual({ ...first, recorded: false, report: expect.objectContaining({ output: first.manifest.output }) as object });
    expect(await issued(name, `${query}&knownAt=${first.manifest.knownAt.position}`, 'inspector')).toMatchObject({ recorded: false, manifest: { id: first.manifest.id } });
    expect(await manifestsRecorded()).toBe(recorded);
    const { json } = await server.done('ProposeHouse', { household: 'H0286900001', commune: '02869', kind: 'new', ...paper, effectiveOn: '2024-05-01' }, 'officer');
    expect((await issued(name, `${query}&minPosition=${json.position}`)).manifest.id).not.toBe(first.manifest.id);
  });

  it('is issued by those who may, and recorded by nobody else’s hand', async () => {
    const outcomes = async (...roles: readonly string[]) => Promise.all(roles.map(async (role) => (await issued('capital-plan', PLAN, role)).status));
    expect(await outcomes('finance', 'program', 'approver', 'inspector')).toEqual([200, 200, 200, 200]);
    expect(await outcomes('officer', 'checker', 'consumer')).toEqual([403, 403, 403]);
    expect((await server.send(`/api/reports/capital-plan/issue?${PLAN}`, { method: 'POST', as: null, body: {} })).status).toBe(401);
    const { id, ...rest } = (await issued('capital-plan', PLAN)).manifest;
    const forged = { ...rest, manifest: id, output: 'ab'.repeat(32), issuedBy: { user: 'finance', role: 'finance', unit: '10' } };
    for (const as of ['finance', undefined]) expect((await server.command('RecordReportManifest', forged, as ? { as } : {})).status).toBe(403);
    expect((await issued('nothing', '')).status).toBe(404);
    expect((await issued('capital-plan', 'colour=red')).status).toBe(400);
  });

  it('says beside its answer which manifest it has, in whatever format', async () => {
    const { id, knownAt } = (await issued('capital-plan', PLAN)).manifest;
    for (const format of ['json', 'csv', 'xlsx']) {
      const { headers } = await server.send(`/api/reports/capital-plan?${PLAN}&knownAt=${knownAt.position}&format=${format}`);
      expect([headers.get('ledger-report-manifest'), headers.get('ledger-tree-size'), headers.get('ledger-tree-root')]).toEqual([id, knownAt.treeSize, knownAt.root]);
    }
  });
});

describe('made again from the events alone', () => {
  let plan: Manifest;

  it('every report is the same after more was recorded, corrected and rebuilt', async () => {
    const made = [];
    for (const [name, query] of REPORTS) made.push(await issued(name, query));
    plan = made[0]!.manifest;
    await server.done('PreparePayment', { line: LINE, payment: 'TT-1', kind: 'completed-volume', amount: ALLOCATED, effectiveOn: '2024-04-01', ...paper }, 'program');
    await server.done('RenameUnit', { code: '02869', name: 'Xã Bản Liền Mới', ...paper, effectiveOn: '2024-01-02' });
    expect(ledger('rebuild', 'funds_postings').code).toBe(0);
    const outcomes = made.map(({ manifest, report }) => reproduce(manifest.id, '--against', written(`${manifest.report}.json`, report)));
    expect(outcomes.map(({ code, out }) => `${code} ${out}`)).toEqual(made.map(({ manifest }) => expect.stringMatching(new RegExp(`^0 SAME: ${manifest.report}, .*${manifest.output}\n$`)) as string));
  }, 90_000);

  it('it is the same without a server, and beside one that keeps its tables in PostgreSQL', async () => {
    await server.stop();
    expect(reproduce(plan.id).code).toBe(0);
    server = await BuiltServer.start(folder, { LEDGER_READ_STORE: await newPostgresDatabase('reports') });
    const again = await issued(REPORTS[0][0], `${REPORTS[0][1]}&knownAt=${plan.knownAt.position}`);
    expect(again).toMatchObject({ recorded: false, manifest: { id: plan.id } });
    expect(reproduce(plan.id).code).toBe(0);
  }, 120_000);

  it('a forged figure shows, on paper and in the manifest', async () => {
    const { text } = await server.send(`/api/reports/${REPORTS[0][0]}?${REPORTS[0][1]}&knownAt=${plan.knownAt.position}&format=csv`);
    expect(text).toContain(ALLOCATED);
    expect(reproduce(plan.id, '--against', written('plan.csv', `\ufeff${text}`)).code).toBe(0);
    expect(reproduce(plan.id, '--against', written('forged.csv', `\ufeff${text.replace(ALLOCATED, '2000000')}`))).toMatchObject({ code: 1, err: expect.stringContaining('DIFFERENT') as string });
    expect(reproduce(written('forged.json', { ...plan, output: 'ab'.repeat(32) }))).toMatchObject({ code: 1, err: expect.stringContaining(plan.output) as string });
  }, 60_000);

  it('other code is named, and what is no manifest is told apart', () => {
    expect(reproduce(written('older.json', { ...plan, code: { program: '0.0.9', sha256: 'cd'.repeat(32) } }))).toMatchObject({ code: 2, err: expect.stringContaining(`needs 0.0.9 (${'cd'.repeat(32)})`) as string });
    expect(reproduce('ef'.repeat(32)).code).toBe(3);
    expect(reproduce(written('none.json', '{"report":"capital-plan"}')).code).toBe(3);
  }, 60_000);

  // Last: it spoils the ledger.
  it('shows that an event was changed in the database', async () => {
    await server.stop();
    const events = new DatabaseSync(join(folder, 'events.db'));
    expect(Number(events.prepare(`UPDATE events SET data = replace(data, '"${ALLOCATED}"', '"3000000"') WHERE data LIKE '%"${ALLOCATED}"%'`).run().changes)).toBeGreaterThan(0);
    events.close();
    expect(reproduce(plan.id)).toMatchObject({ code: 1, err: expect.stringContaining('the events') as string });
  }, 60_000);
});
