import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { registers } from '@ledger/registers';
import { BuiltServer, newFolder } from '../../api/testing/built-server';
import { makeSmallProvince } from '../../api/testing/small-province';
import { checkServer } from './check-server';
import { EventFolder } from './event-folder';
import type { IntegrityReport } from './integrity-report';

let server: BuiltServer;
const folder = newFolder();

const folding = (): EventFolder => new EventFolder(registers.flatMap(({ projections }) => projections), () => performance.now());

/** As the inspector's worker checks, over the network, with what the server says are its own keys. */
async function check(): Promise<IntegrityReport> {
  const through = (path: string, init: RequestInit) => fetch(server.address + path, { ...init, headers: { authorization: `Bearer ${server.token}`, 'ledger-act-as': 'inspector' } });
  const ownKeys = await (await through('/audit/key', {})).text();
  return checkServer({ clock: () => performance.now(), through, address: server.address, ownKeys, folding: folding() });
}

/** What a hostile hand does to the folder while nobody serves it, after what the one before did was undone; afterwards it is served again. */
async function tamper(hand: (store: DatabaseSyncInstance) => void): Promise<void> {
  await server.stop();
  const store = new DatabaseSync(join(folder, 'events.db'));
  for (const undo of undoing.splice(0)) undo(store);
  hand(store);
  store.close();
  server = await BuiltServer.start(folder);
}

const undoing: ((store: DatabaseSyncInstance) => void)[] = [];

const stepOf = (report: IntegrityReport, step: string) => report.steps.find((each) => each.step === step)!;
interface StoredLeaf {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly data: string;
  readonly metadata: string;
}

/** The sealed events: checkpoints lie between them in the file and are no leaves. */
const leafAt = (store: DatabaseSyncInstance, index: number): StoredLeaf =>
  store.prepare("SELECT e.position, s.name AS stream, e.revision, e.data, e.metadata FROM events e JOIN streams s ON s.id = e.stream WHERE s.name NOT LIKE 'audit.%' ORDER BY e.position LIMIT 1 OFFSET ?").get(index) as unknown as StoredLeaf;
const write = (store: DatabaseSyncInstance, { position, data, metadata }: StoredLeaf): unknown => store.prepare('UPDATE events SET data = ?, metadata = ? WHERE position = ?').run(data, metadata, position);

function edit(store: DatabaseSyncInstance, leaf: StoredLeaf, changed: Partial<StoredLeaf>): void {
  write(store, { ...leaf, ...changed });
  undoing.push((later) => void write(later, leaf));
}

beforeAll(async () => {
  server = await BuiltServer.start(folder);
  await makeSmallProvince(server);
  await server.send('/api/operations/audit/checkpoint', { method: 'POST' });
}, 60_000);
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('an inspector’s check of a server', () => {
  it('finds what was sealed intact, folds every table from the same bytes, and says what it could not check', async () => {
    const report = await check();
    expect(report).toMatchObject({ checked: 'server', outcome: 'intact', firstBad: undefined });
    expect(report.events).toBe(Number(report.checkpoint!.size));
    expect(report.folded.filter(({ poison }) => poison)).toEqual([]);
    expect(report.steps.map(({ step, result }) => [step, result])).toEqual([['read', 'good'], ['hash', 'good'], ['tree', 'good'], ['checkpoint', 'good'], ['signatures', 'part'], ['fold', 'good']]);
    expect(report.notChecked).toEqual(['stored-bytes', 'own-policy', 'witnesses', 'held-checkpoint', 'evidence']);
  }, 60_000);

  it('names the first event that another hand has edited, and what of it differs', async () => {
    const leaves: StoredLeaf[] = [];
    await tamper((store) => {
      leaves.push(...[1, 2].map((index) => leafAt(store, index)));
      for (const leaf of leaves) edit(store, leaf, { data: leaf.data.replace(/(Huyện|Xã)/, 'Phố') });
    });
    const report = await check();
    const [{ stream, revision }] = leaves as [StoredLeaf];
    expect(report.outcome).toBe('tampered');
    expect(report.firstBad).toMatchObject({ kind: 'event-differs', index: '1', stream, revision: String(revision), differs: ['data'] });
    expect([stepOf(report, 'hash').result, stepOf(report, 'tree').result]).toEqual(['bad', 'bad']);
  }, 60_000);

  it('finds one byte that changes nothing of what is read: a space in the JSON', async () => {
    let leaf!: StoredLeaf;
    await tamper((store) => {
      leaf = leafAt(store, 3);
      edit(store, leaf, { metadata: leaf.metadata.replace('{', '{ ') });
    });
    const report = await check();
    expect(report.firstBad).toMatchObject({ index: '3', stream: leaf.stream });
    expect(stepOf(report, 'hash').findings.map(({ kind }) => kind)).toEqual(['event-not-canonical', 'event-differs']);
  }, 60_000);

  it('finds an event that the ledger is made to step over, though its bytes are as they were', async () => {
    const mark = (store: DatabaseSyncInstance, sent: number | null): unknown => store.prepare('UPDATE events SET sent = ? WHERE position = ?').run(sent, leafAt(store, 4).position);
    await tamper((store) => {
      mark(store, 1);
      undoing.push((later) => void mark(later, null));
    });
    expect((await check()).firstBad).toMatchObject({ kind: 'event-hidden', index: '4' });
  }, 60_000);

  it('finds a published bundle of entries that was edited, or is gone', async () => {
    await tamper(() => undefined);
    const { checkpoint, outcome } = await check();
    const bundle = join(folder, `audit/tile/entries/000.p/${checkpoint!.size}`);
    const bytes = readFileSync(bundle);
    writeFileSync(bundle, Buffer.from(bytes.toString('latin1').replace('UnitEstablished', 'UnitEstablish_d'), 'latin1'));
    expect([outcome, (await check()).firstBad]).toMatchObject(['intact', { kind: 'event-differs', index: '0', differs: ['type'] }]);
    rmSync(bundle);
    expect(stepOf(await check(), 'tree').findings).toMatchObject([{ kind: 'tile-missing', file: `tile/entries/000.p/${checkpoint!.size}` }]);
  }, 60_000);

  it('is told by whom it cannot be made', async () => {
    const through = (path: string, init: RequestInit) => fetch(server.address + path, init);
    const report = await checkServer({ clock: () => performance.now(), through, address: server.address, ownKeys: '', folding: folding() });
    expect([report.outcome, stepOf(report, 'read').findings.map(({ kind }) => kind)]).toEqual(['unreadable', ['unreadable']]);
  });
});
