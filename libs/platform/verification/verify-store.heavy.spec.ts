import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@ledger/kit';
import { reportManifestId, rootHash, type ReportManifest } from '@ledger/platform/audit-log/node';
import { openEmbeddedReader } from '@ledger/platform/event-store/embedded';
import { leafHashes } from '@ledger/platform/sealer/testing/sample-events';
import { cosigned, SealedLedger, witnessKey } from './testing/sealed-ledger';
import type { StoreVerdict } from './verify-store';

const kinds = (verdict: StoreVerdict): string[] => [...new Set(verdict.findings.filter(({ level }) => level !== 'note').map(({ kind }) => kind))];

describe('the verification of a ledger', () => {
  let ledger: SealedLedger;
  beforeAll(async () => {
    ledger = await SealedLedger.create(300, 350, 20);
  });
  afterAll(() => ledger.remove());

  it('finds an honest one intact, and says whose word that is', async () => {
    const verdict = await ledger.verify();
    expect(verdict).toMatchObject({ exit: 0, outcome: 'intact', sealed: 670, unsealed: 0, events: 670, checkpoint: { size: '670' } });
    expect(verdict.findings.map(({ kind }) => kind)).toEqual(['own-key']);
  });

  it('counts what is not sealed yet', async () => {
    await ledger.record(5, { seal: false });
    const verdict = await ledger.verify({ policy: await ledger.ownPolicy() });
    expect(verdict).toMatchObject({ exit: 0, sealed: 670, unsealed: 5, findings: [{ kind: 'unsealed', level: 'note' }] });
    await ledger.seal();
  });

  it('goes on from the checkpoint verified last', async () => {
    const whole = await ledger.verify();
    await ledger.record(40);
    const more = await ledger.verify({ from: whole.verifiedUpTo });
    expect(more).toMatchObject({ exit: 0, events: 40, sealed: 715 });
    const again = await ledger.verify({ from: more.verifiedUpTo });
    expect(again).toMatchObject({ exit: 0, events: 0, sealed: 715 });
  });

  it('begins anew when that checkpoint is not one of the ledger’s', async () => {
    const other = await SealedLedger.create(30);
    const { verifiedUpTo } = await other.verify();
    other.remove();
    expect(await ledger.verify({ from: verifiedUpTo })).toMatchObject({ exit: 0, events: 715 });
  });

  it('goes on from a checkpoint that the verifier has kept', async () => {
    for (const trustedCheckpoint of ledger.notes) expect(await ledger.verify({ trustedCheckpoint })).toMatchObject({ exit: 0 });
  });

  it('tells how far it is', async () => {
    const shares: bigint[] = [];
    await ledger.verify({ onProgress: (position, head) => shares.push((position * 100n) / head) });
    expect(shares.at(-1)).toBe(100n);
  });

  it('asks for the quorum of a policy', async () => {
    const witness = await witnessKey();
    const policy = await ledger.witnessPolicy(witness);
    expect(await ledger.verify({ policy })).toMatchObject({ exit: 2, findings: [{ kind: 'quorum-missing' }] });
    const undo = ledger.keep();
    writeFileSync(join(ledger.place.folder, 'checkpoint.cosigned'), await cosigned(ledger.notes.at(-1)!, witness, 1_760_000_000));
    expect(await ledger.verify({ policy })).toMatchObject({ exit: 0, cosignatures: [{ witness: 'inspectorate', time: '2025-10-09T08:53:20.000Z' }] });
    expect(await ledger.verify({ policy, maxAge: 60, now: 1_760_000_061_000 })).toMatchObject({ exit: 2, findings: [{ kind: 'stale' }, { kind: 'sealed-late' }] });
    undo();
  });

  it('keeps apart what was never sealed and what has lost its seal', async () => {
    const bare = await SealedLedger.create();
    await bare.record(10, { seal: false });
    expect(await bare.verify()).toMatchObject({ exit: 2, unsealed: 10 });
    expect(kinds(await bare.verify())).toEqual(['never-sealed']);
    await bare.seal();
    bare.sql(`DELETE FROM events WHERE stream = (SELECT id FROM streams WHERE name = 'audit.checkpoints')`);
    const verdict = await bare.verify();
    expect(verdict.exit).toBe(1);
    expect(kinds(verdict)).toContain('checkpoint-missing');
    bare.remove();
  });

  it('can do without the tiles, which are made from the events', async () => {
    const undo = ledger.keep();
    rmSync(join(ledger.place.folder, 'tile'), { recursive: true });
    expect(await ledger.verify()).toMatchObject({ exit: 0, findings: [{ kind: 'own-key' }, { kind: 'tiles-absent' }] });
    undo();
  });
});

describe('the manifest of a report', () => {
  const manifest = (treeSize: number, root: Uint8Array): ReportManifest => ({
    report: 'disbursement', reportVersion: 1, parameters: {}, asOf: '2025-01-31', projections: [], code: { program: '0.1.0', sha256: '0'.repeat(64) }, output: '1'.repeat(64),
    knownAt: { origin: 'ledger.example/any', position: '1', treeSize: String(treeSize), root: Buffer.from(root).toString('base64') },
  });
  const streamOf = (issued: ReportManifest): string => `reports.manifest-${reportManifestId(issued)}`;
  let ledger: SealedLedger;
  let leaves: Uint8Array[];
  beforeEach(async () => {
    ledger = await SealedLedger.create(300, 20);
    const store = await openEmbeddedReader({ folder: ledger.place.data });
    leaves = await leafHashes(store);
    await store.close();
  });
  afterEach(() => ledger.remove());

  const issue = async (issued: ReportManifest): Promise<string> => {
    const stream = streamOf(issued);
    await ledger.recordEvent(stream, 'ReportManifestRecorded', issued as unknown as JsonObject);
    return stream;
  };

  it('may tell the root of any size before it', async () => {
    for (const size of [0, 299, 300, 320]) await issue(manifest(size, rootHash(leaves.slice(0, size))));
    expect(await ledger.verify()).toMatchObject({ exit: 0, findings: [{ kind: 'own-key' }] });
  });

  it('that tells another root than the tree had is tampering, and is named, also by who goes on from a checkpoint', async () => {
    const { verifiedUpTo } = await ledger.verify();
    const stream = await issue(manifest(299, rootHash(leaves.slice(0, 298))));
    for (const from of [undefined, verifiedUpTo]) {
      const verdict = await ledger.verify(from && { from });
      expect(verdict).toMatchObject({ exit: 1, outcome: 'tampered' });
      expect(verdict.findings).toContainEqual(expect.objectContaining({ kind: 'report-differs', index: '320', stream, revision: '0', size: '299' }));
    }
  });

  it('that tells a larger tree than there was is tampering', async () => {
    const stream = await issue(manifest(321, rootHash(leaves)));
    expect((await ledger.verify()).findings).toContainEqual(expect.objectContaining({ kind: 'report-differs', stream, size: '321' }));
  });

  it('is said not to be verified where there are no tiles', async () => {
    const stream = await issue(manifest(300, rootHash(leaves.slice(0, 300))));
    rmSync(join(ledger.place.folder, 'tile'), { recursive: true });
    const verdict = await ledger.verify();
    expect([verdict.exit, verdict.findings.map(({ kind }) => kind)]).toEqual([0, ['own-key', 'tiles-absent', 'not-verified']]);
    expect(verdict.findings.at(-1)).toMatchObject({ stream, size: '300' });
  });
});
