import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import fc from 'fast-check';
import type { ReportManifest } from '@ledger/platform/audit-log';
import { openEmbeddedReader } from '@ledger/platform/event-store/embedded';
import { registers } from '@ledger/platform/nest/testing/counter-register';
import { openTestLedger, type TestLedger } from '@ledger/platform/nest/testing/test-ledger';
import { codeVersion, NotReproducible, outputHashOf, projectionList, reproduce, runReport, treeUpTo, type Reproduction } from './index';

const report = registers[0]!.reports[0]!;
const PROGRAM = '0.0.0-test';

let ledger: TestLedger;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-reports-'));
  ledger = await openTestLedger({ folder });
});
afterEach(async () => {
  await ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

async function command(name: string, body: object): Promise<void> {
  const { status, text } = await ledger.ask(`/api/commands/${name}`, { body });
  if (status !== 200) throw new Error(text);
}

async function someHistory(): Promise<void> {
  for (const counter of ['apple', 'bread']) await command('OpenCounter', { counter, unit: '10', limit: '1000000' });
  await command('AddToCounter', { counter: 'apple', amount: '100', effectiveOn: '2024-01-05' });
  await command('AddToCounter', { counter: 'bread', amount: '20', effectiveOn: '2024-02-05' });
}

/** The manifest of the report as the running ledger's tables answer it now. */
async function issued(counter?: string): Promise<ReportManifest> {
  const { store, reads } = ledger.shell;
  const run = await runReport(report, reads, { params: counter === undefined ? {} : { counter }, asOf: '2024-12-31', today: '2025-01-31', minPosition: await store.head() });
  // All of the ledger's streams are of registers, so that every event up to there is a leaf.
  const tree = await treeUpTo(store, registers, run.position);
  return {
    report: report.name, reportVersion: report.version, parameters: run.params as ReportManifest['parameters'], asOf: run.asOf,
    knownAt: { origin: 'ledger.localhost/test', position: tree.position.toString(), treeSize: tree.size.toString(), root: tree.root },
    projections: projectionList(run.projections), code: { program: PROGRAM, sha256: codeVersion('counters') }, output: outputHashOf(run),
  };
}

async function again(manifest: ReportManifest): Promise<Reproduction> {
  const store = await openEmbeddedReader({ folder, pollMs: 10 });
  try {
    return await reproduce(manifest, { store, registers, program: PROGRAM });
  } finally {
    await store.close();
  }
}

describe('a report, made again from the events alone', () => {
  it('is the same after more was recorded, and tells how far it is', async () => {
    await someHistory();
    const manifest = await issued();
    await command('AddToCounter', { counter: 'apple', amount: '7', effectiveOn: '2024-01-06' });
    const store = await openEmbeddedReader({ folder, pollMs: 10 });
    const steps: string[] = [];
    const made = await reproduce(manifest, { store, registers, program: PROGRAM, onProgress: (step, done, total) => steps.push(`${step} ${done}/${total}`) });
    await store.close();
    expect(made).toMatchObject({ verdict: 'same', run: { body: { rows: [{ counter: 'apple', amount: '100' }, { counter: 'bread', amount: '20' }] } } });
    const { treeSize, position } = manifest.knownAt;
    expect(steps).toEqual(expect.arrayContaining([`events ${treeSize}/${treeSize}`, `rows ${position}/${position}`]));
    expect((await issued()).output).not.toBe(manifest.output);
  });

  it('takes its parameters from the manifest', async () => {
    await someHistory();
    expect(await again(await issued('bread'))).toMatchObject({ verdict: 'same', run: { body: { rows: [{ counter: 'bread', amount: '20' }] } } });
    await expect(again({ ...(await issued()), parameters: { colour: 'red' } })).rejects.toBeInstanceOf(NotReproducible);
  });

  it('does not look at the tables', async () => {
    await someHistory();
    const manifest = await issued();
    const tables = new DatabaseSync(join(folder, 'read-store.sqlite'), { timeout: 10_000 });
    const [{ name }] = tables.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'counters_additions_v%'").all() as [{ name: string }];
    tables.exec(`UPDATE "${name}" SET amount = amount + 1000`);
    tables.close();
    expect((await issued()).output).not.toBe(manifest.output);
    expect(await again(manifest)).toMatchObject({ verdict: 'same' });
    // What was handed out with the forged figures is found by the same means.
    expect(await again(await issued())).toMatchObject({ verdict: 'different', what: 'output' });
  });

  it('finds a forged output', async () => {
    await someHistory();
    const manifest = await issued();
    expect(await again({ ...manifest, output: 'ab'.repeat(32) })).toMatchObject({ verdict: 'different', what: 'output', expected: 'ab'.repeat(32), actual: manifest.output });
    expect(await again({ ...manifest, asOf: '2024-01-31' })).toMatchObject({ verdict: 'different', what: 'output' });
  });

  it('finds an event that was changed, even one the report does not show', async () => {
    await someHistory();
    const manifest = await issued('apple');
    await ledger.close();
    const events = new DatabaseSync(join(folder, 'events.db'));
    expect(Number(events.prepare(`UPDATE events SET data = replace(data, '"20"', '"21"') WHERE data LIKE '%"20"%'`).run().changes)).toBeGreaterThan(0);
    events.close();
    expect(await again(manifest)).toMatchObject({ verdict: 'different', what: 'events' });
    ledger = await openTestLedger({ folder });
  });

  it('finds that events are missing', async () => {
    await someHistory();
    const manifest = await issued();
    const { knownAt } = manifest;
    expect(await again({ ...manifest, knownAt: { ...knownAt, treeSize: String(Number(knownAt.treeSize) + 1_000) } })).toMatchObject({ verdict: 'different', what: 'events' });
  });

  it('asks for the code that it was made with', async () => {
    await someHistory();
    const manifest = await issued();
    const other = 'cd'.repeat(32);
    expect(await again({ ...manifest, code: { program: '0.9.0', sha256: other } })).toEqual({ verdict: 'other-code', needed: `0.9.0 (${other})`, running: `${PROGRAM} (${manifest.code.sha256})` });
    expect(await again({ ...manifest, reportVersion: 2 })).toMatchObject({ verdict: 'other-code' });
    expect(await again({ ...manifest, report: 'of-old' })).toMatchObject({ verdict: 'other-code' });
    expect(await again({ ...manifest, projections: [{ name: 'counters_counters', version: 9 }] })).toMatchObject({ verdict: 'other-code' });
  });

  it('of what was known at a position never changes, whatever is recorded then', async () => {
    await someHistory();
    const manifest = await issued();
    const anyCommand = fc.record({ counter: fc.constantFrom('apple', 'bread', 'candle'), amount: fc.integer({ min: 1, max: 500 }), effectiveOn: fc.constantFrom('2023-12-31', '2024-01-05', '2024-06-30', '2025-06-30') });
    await command('OpenCounter', { counter: 'candle', unit: '10', limit: '1000000' });
    await fc.assert(
      fc.asyncProperty(fc.array(anyCommand, { minLength: 1, maxLength: 8 }), async (commands) => {
        for (const { counter, amount, effectiveOn } of commands) await command('AddToCounter', { counter, amount: `${amount}`, effectiveOn });
        const { json } = await ledger.ask(`/api/reports/counter-totals?asOf=2024-12-31&knownAt=${manifest.knownAt.position}`);
        expect(json.output).toBe(manifest.output);
        expect(await again(manifest)).toMatchObject({ verdict: 'same' });
      }),
      { numRuns: 8 },
    );
  });
});
