import { hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { policyOf, verifyBundle, ZipBuffer } from '@ledger/platform/audit-log/node';
import { openEmbeddedReader, openEmbeddedStore, StoredRows } from '@ledger/platform/event-store/embedded';
import { createLogKeys, leafStreamPattern, readLogKeys, Sealer, TileFolder, TreeWriter } from '@ledger/platform/sealer';
import { exportBundle, verifyStore } from '@ledger/platform/verification';
import { median, type BenchRow } from './bench-row';

const SUITE = 'verification';
const BATCH = 1_000;
const STREAMS = 500;
const ROUNDS = 3;
const PATTERN = leafStreamPattern(['funds']);
const SELECT = 'bare ordered SELECT of the same bytes';
const HASH = 'bare SHA-256 of the same bytes';
const GOAL = 50_000;
/** A bundle is held in memory here. */
const BUNDLE_MAX = 100_000;

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** About 450 bytes, as the ledger records them. */
const sample = (n: number) => ({
  id: uuid(n),
  type: 'FundsDisbursed',
  data: { amount: String(n * 1_000_000), line: `GNBV.5:investment:central:2024:2024:0${2_000 + (n % STREAMS)}`, voucher: { issuedOn: '2025-01-31', number: `${n}/UNC` } },
  metadata: {
    actor: { role: 'finance', unit: '10', user: 'lan' }, causationId: uuid(n + 1), commandHash: hash('sha256', String(n)), commandId: uuid(n + 2), correlationId: uuid(n + 3),
    effectiveOn: '2025-01-31', legalBasis: { issuedOn: '2024-12-20', number: '1719/QĐ-TTg' }, recordedAt: new Date(1_738_314_764_000 + n).toISOString(), schemaVersion: 1,
  },
});

async function sealedLedger(folder: string, size: number): Promise<void> {
  const store = await openEmbeddedStore({ folder });
  const keyFolder = join(folder, 'keys');
  await createLogKeys(keyFolder, 'ledger.bench/verification');
  for (let from = 0; from < size; from += BATCH) {
    const events = Array.from({ length: Math.min(BATCH, size - from) }, (_, i) => sample(from + i));
    await store.append(`funds.line-${(from / BATCH) % STREAMS}`, events, 'any');
  }
  const audit = join(folder, 'audit');
  const sealer = new Sealer({ store, tree: new TreeWriter({ store, pattern: PATTERN, folder: audit }), folder: audit, keyFolder, keys: async () => (await readLogKeys(keyFolder, Date.now()))!, now: () => Date.now(), intervalMs: 3_600_000 });
  await sealer.start();
  await sealer.checkpointNow();
  await sealer.close();
  await store.close();
}

/** Events per second of processor time, which other programs on the machine do not change. */
async function rateOf(size: number, work: () => Promise<unknown> | void): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return size / ((user + system) / 1e6);
}

function rowsOf(folder: string, see: (data: string, metadata: string) => void): void {
  const db = new DatabaseSync(join(folder, 'events.db'), { readOnly: true });
  const select = db.prepare('SELECT data, metadata FROM events WHERE position > ? ORDER BY position LIMIT ?', { returnArrays: true });
  for (let after = 0; ; after += BATCH) {
    const rows = select.all(after, BATCH) as unknown as [string, string][];
    for (const [data, metadata] of rows) see(data, metadata);
    if (rows.length < BATCH) break;
  }
  db.close();
}

async function verified(folder: string, size: number): Promise<void> {
  const store = await openEmbeddedReader({ folder });
  const keys = (await readLogKeys(join(folder, 'keys'), Date.now()))!;
  const rows = new StoredRows(folder);
  const verdict = await verifyStore({ store, rows, pattern: PATTERN, folder: join(folder, 'audit'), policy: policyOf({ verifierKeys: keys.known }) });
  rows.close();
  await store.close();
  if (verdict.exit !== 0 || verdict.sealed !== size) throw new Error(`the bench's ledger is not intact: ${JSON.stringify(verdict.findings)}`);
}

async function bundleRate(folder: string, size: number): Promise<number> {
  const store = await openEmbeddedReader({ folder });
  const audit = join(folder, 'audit');
  const keys = (await readLogKeys(join(folder, 'keys'), Date.now()))!;
  const sink = new ZipBuffer();
  const { readFileSync } = await import('node:fs');
  await exportBundle({ store, pattern: PATTERN, tiles: new TileFolder(audit), checkpoint: readFileSync(join(audit, 'checkpoint'), 'utf8'), selection: {} }, sink);
  await store.close();
  const bytes = sink.bytes();
  return rateOf(size, async () => {
    const { exit } = await verifyBundle(bytes, { verifierKeys: keys.known });
    if (exit !== 0) throw new Error('the bench’s bundle is not intact');
  });
}

/** The whole of `ledger verify`, on one core, beside what it cannot do without: reading the bytes in order, and hashing them once. */
export async function run({ size }: { size: number }): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(process.env['LEDGER_BENCH_FOLDER'] ?? tmpdir(), 'bench-verification-'));
  try {
    await sealedLedger(folder, size);
    const bytes: Buffer[] = [];
    rowsOf(folder, (data, metadata) => bytes.length < 100_000 && bytes.push(Buffer.from(data + metadata)));
    const [selects, hashes, whole]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < ROUNDS; round++) {
      selects.push(await rateOf(size, () => rowsOf(folder, () => undefined)));
      hashes.push(await rateOf(size, () => {
        for (let i = 0; i < size; i++) hash('sha256', bytes[i % bytes.length]!, 'hex');
      }));
      whole.push(await rateOf(size, () => verified(folder, size)));
    }
    const least = 1 / (1 / median(selects) + 1 / median(hashes));
    return [
      { suite: SUITE, name: SELECT, size, value: median(selects), unit: 'events/s' },
      { suite: SUITE, name: HASH, size, value: median(hashes), unit: 'events/s' },
      { suite: SUITE, name: 'every event read, hashed and compared', size, value: median(whole), unit: 'events/s', goal: GOAL },
      { suite: SUITE, name: 'the same, beside reading and hashing once', size, value: median(whole), unit: 'events/s', ratio: { to: `${SELECT} and hashing`, value: median(whole) / least } },
      ...(size <= BUNDLE_MAX ? [{ suite: SUITE, name: 'events of a whole bundle verified', size, value: await bundleRate(folder, size), unit: 'events/s' }] : []),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
