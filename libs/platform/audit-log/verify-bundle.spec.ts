import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ZipWriter } from './bundle-zip';
import { BundleArchive, bundleSource, consistencyProof, type BundleContent, formatCheckpoint, formatLeafEntry, leafEntryOf, formatReportManifest, parseManifest, reportFile, reportManifestId, reportOutputBytes, reportOutputHash, rootHash, signNote, verifyBundle, ZipBuffer, type BundleSelection, type ReportManifest, type Verdict } from './node';
import { COSIGNED_AT, eachOf, ORIGIN, SampleLog, sampleEvents } from './testing/sample-log';

const WHOLE: BundleSelection = { events: 'all', proof: 'tiles' };
const SOME: BundleSelection = { events: 'selected', proof: 'proofs', register: 'housing' };
const SOME_BY_TILES: BundleSelection = { events: 'selected', proof: 'tiles', register: 'housing' };
const housing = (count: number): number[] => Array.from({ length: count }, (_, i) => i).filter((i) => i % 3 === 2);
const kinds = (verdict: Verdict): string[] => verdict.findings.map(({ kind }) => kind);

let log: SampleLog;
let longer: SampleLog;
beforeAll(async () => {
  log = await SampleLog.of(sampleEvents(20));
  longer = await SampleLog.of(sampleEvents(600));
});
const verify = (bundle: Uint8Array, more: object = {}): Promise<Verdict> => verifyBundle(bundle, { policy: log.policy, ...more });

/** The same files in a new archive, some of them replaced. */
async function repacked(bundle: Uint8Array, change: (name: string, bytes: Uint8Array) => Uint8Array | undefined): Promise<Uint8Array> {
  const archive = await BundleArchive.open(bundleSource(bundle));
  const sink = new ZipBuffer();
  const zip = new ZipWriter(sink);
  for (const name of archive.names) {
    const bytes = change(name, await archive.read(name, 1e9));
    if (bytes) await zip.add(name, bytes);
  }
  zip.finish();
  return sink.bytes();
}

describe('a bundle', () => {
  it.each([
    ['whole', WHOLE, undefined],
    ['of a selection with a proof each', SOME, housing(600)],
    ['of a selection with tiles', SOME_BY_TILES, housing(600)],
  ])('%s is intact', async (_name, selection, indexes) => {
    const bundle = await longer.bundle(selection, indexes ? { indexes } : {});
    const verdict = await verify(bundle);
    expect(verdict).toMatchObject({ exit: 0, outcome: 'intact', findings: [], events: indexes?.length ?? 600, checkpoint: { origin: ORIGIN, size: '600' }, cosignatures: [{ witness: 'inspectorate' }] });
  });

  it('is the same bytes for the same content', async () => {
    expect(await log.bundle()).toEqual(await log.bundle());
  });

  it('of an empty ledger is intact', async () => {
    const empty = await SampleLog.of([]);
    expect(await verify(await empty.bundle())).toMatchObject({ exit: 0, events: 0 });
  });

  it('is an ordinary ZIP file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
    try {
      writeFileSync(join(folder, 'b.zip'), await log.bundle());
      const script = 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; z.extractall(sys.argv[2]); print(len(z.namelist()))';
      const count = execFileSync('python3', ['-c', script, join(folder, 'b.zip'), folder], { encoding: 'utf8' });
      expect(Number(count)).toBe(6);
      expect(readFileSync(join(folder, 'checkpoint'), 'utf8')).toBe(await log.note());
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is read from a Blob as from an array', async () => {
    expect(await verifyBundle(new Blob([new Uint8Array(await longer.bundle())]), { policy: log.policy })).toMatchObject({ exit: 0, events: 600 });
  });

  it('counts what it has looked at', async () => {
    const seen: number[] = [];
    await verify(await longer.bundle(), { onProgress: (done: number) => seen.push(done) });
    expect(seen.at(-1)).toBe(600);
  });
});

describe('a bundle whose content was changed and packed again', () => {
  const edited = (i: number): SampleLog['events'] => log.events.map((event, at) => (at === i ? { ...event, data: new TextEncoder().encode('{"amount":"1"}') } : event));
  const eventsWith = (i: number) => eachOf(log.events.map((_, at) => (at === i ? { ...log.event(at), data: edited(i)[at]!.data } : log.event(at))));

  it('names the event whose data differ', async () => {
    const verdict = await verify(await log.bundle(WHOLE, { events: eventsWith(7) }));
    expect(verdict).toMatchObject({ exit: 1, findings: [{ kind: 'event-differs', index: '7', stream: 'funds.line-1', revision: '2', differs: ['data'] }] });
  });

  it('names the event whose entry was changed with it', async () => {
    const other = await SampleLog.of(edited(7));
    const verdict = await verify(await log.bundle(WHOLE, { events: eachOf(other.events.map((_, i) => other.event(i))) }));
    expect(verdict).toMatchObject({ exit: 1, findings: [{ kind: 'event-differs', index: '7', differs: ['data'] }, { kind: 'root-differs' }] });
  });

  it('is refused when tiles were made to fit, by the signed root', async () => {
    const other = await SampleLog.of(edited(7));
    const verdict = await verify(await other.bundle(WHOLE, { checkpoint: await log.note() }));
    expect(verdict.exit).toBe(1);
    expect(kinds(verdict)).toEqual(['root-differs']);
  });

  it('is refused when re-signed with another key', async () => {
    const other = await SampleLog.of(edited(7));
    const thief = { ...other.key, publicKey: other.witness.publicKey, seed: other.witness.seed };
    const checkpoint = await signNote(formatCheckpoint({ origin: ORIGIN, size: 20, root: rootHash(other.leaves) }), [thief]);
    expect(await verify(await other.bundle(WHOLE, { checkpoint }))).toMatchObject({ exit: 1, findings: [{ kind: 'signature-wrong' }] });
  });

  it('is refused when re-signed with the real key, by the quorum', async () => {
    const other = await SampleLog.of(edited(7));
    const verdict = await verify(await other.bundle(WHOLE, { checkpoint: await other.note(20, { cosigned: false }) }));
    expect(verdict).toMatchObject({ exit: 2, findings: [{ kind: 'quorum-missing' }] });
  });

  it('is refused when re-signed with every key, by a checkpoint kept from before', async () => {
    const other = await SampleLog.of(edited(7));
    const bundle = await other.bundle();
    expect(await verify(bundle)).toMatchObject({ exit: 0 });
    expect(await verify(bundle, { trustedCheckpoint: await log.note(15) })).toMatchObject({ exit: 1, findings: [{ kind: 'inconsistent', size: '15' }] });
    expect(await verify(bundle, { trustedCheckpoint: await log.note(20) })).toMatchObject({ exit: 1, findings: [{ kind: 'split-view' }] });
    expect(await verify(bundle, { trustedCheckpoint: await log.note(7) })).toMatchObject({ exit: 0 });
  });

  it('is refused when it ends before the checkpoint that is held', async () => {
    const shorter = await SampleLog.of(log.events.slice(0, 12));
    const verdict = await verify(await shorter.bundle(), { trustedCheckpoint: await log.note(15) });
    expect(verdict).toMatchObject({ exit: 1, findings: [{ kind: 'rolled-back', size: '15' }] });
  });

  it('is refused when an event is left out', async () => {
    expect(await verify(await log.bundle(WHOLE, { indexes: [0, 1, 2, 4, 5] }))).toMatchObject({ exit: 1, findings: [{ kind: 'event-missing', index: '3' }] });
    const verdict = await verify(await log.bundle(SOME, { indexes: [2, 8, 11, 14, 17] }));
    expect(verdict.findings).toMatchObject([{ kind: 'revision-gap', stream: 'housing.house-2', revision: '2' }]);
    expect(verdict.exit).toBe(1);
  });

  it('is refused when a proof is another event’s', async () => {
    const verdict = await verify(await repacked(await log.bundle(SOME, { indexes: housing(20) }), (name, bytes) => (name === 'proofs/2.tlog-proof' ? new TextEncoder().encode(new TextDecoder().decode(bytes).replace('index 2', 'index 5')) : bytes)));
    expect(verdict.exit).toBe(1);
    expect(kinds(verdict)).toEqual(['file-differs', 'not-included']);
  });

  it('is refused when the leaf of a selected event is not the tile’s', async () => {
    const other = await SampleLog.of(edited(8));
    const verdict = await verify(await log.bundle(SOME_BY_TILES, { events: eachOf(housing(20).map((i) => other.event(i))) }));
    expect(verdict).toMatchObject({ exit: 1, findings: [{ kind: 'event-differs', index: '8', stream: 'housing.house-2' }] });
  });

  it('is refused when a file is not what the manifest lists', async () => {
    const bundle = await log.bundle();
    expect(kinds(await verify(await repacked(bundle, (name, bytes) => (name === 'policy.txt' ? new TextEncoder().encode('quorum none\n') : bytes))))).toEqual(['file-differs']);
    expect(kinds(await verify(await repacked(bundle, (name, bytes) => (name === 'policy.txt' ? undefined : bytes))))).toEqual(['file-missing']);
    expect(kinds(await verify(await repacked(bundle, (name, bytes) => (name.startsWith('tile/0') ? undefined : bytes))))).toEqual(['file-missing', 'tile-missing']);
  });

  it('finds an event that says another instant of recording than its entry', async () => {
    const event = log.events[4]!;
    const entry = formatLeafEntry(leafEntryOf({ ...event, id: '00000000-0000-4000-8000-000000000004', type: 'FundsDisbursed', recordedAt: '2024-03-01T00:00:00.000Z' }));
    const events = log.events.map((_, i) => (i === 4 ? { ...log.event(4), entry } : log.event(i)));
    expect(kinds(await verify(await log.bundle(WHOLE, { events: eachOf(events) })))).toContain('recorded-at-differs');
  });

  it('finds stored bytes that are not canonical, and shows them', async () => {
    const events = sampleEvents(5).map((event, i) => (i === 3 ? { ...event, data: new TextEncoder().encode('{ "amount": "1" }') } : event));
    const other = await SampleLog.of(events);
    expect(await verify(await other.bundle())).toMatchObject({ exit: 1, findings: [{ kind: 'event-not-canonical', index: '3', stream: 'funds.line-0', revision: '1' }] });
  });
});

describe('trust', () => {
  it('comes from the verifier: without a policy of one’s own the keeper’s word is not proof', async () => {
    expect(await verifyBundle(await log.bundle())).toMatchObject({ exit: 2, findings: [{ kind: 'own-policy' }] });
  });

  it('can be given as keys', async () => {
    const [, vkey] = log.policy.split(/\s/);
    expect(await verifyBundle(await log.bundle(), { verifierKeys: [vkey!] })).toMatchObject({ exit: 0 });
  });

  it('is refused to a log the policy does not know', async () => {
    const policy = log.policy.replace(/^log .*$/m, (await SampleLog.of([])).policy.split('\n')[1]!.replace(/^witness \S+/, 'log'));
    expect(await verify(await log.bundle(), { policy })).toMatchObject({ exit: 2, findings: [{ kind: 'unsigned' }] });
  });

  it('wears out', async () => {
    const bundle = await log.bundle();
    const week = 7 * 86_400;
    expect(await verify(bundle, { maxAge: week, now: (COSIGNED_AT + week) * 1_000 })).toMatchObject({ exit: 0 });
    expect(await verify(bundle, { maxAge: week, now: (COSIGNED_AT + week + 1) * 1_000 })).toMatchObject({ exit: 2, findings: [{ kind: 'stale' }] });
  });

  it('goes on from a held checkpoint by the proof in a bundle made for it', async () => {
    const held = { trustedCheckpoint: await log.note(15) };
    expect(await verify(await log.bundle(SOME, { indexes: housing(20), heldSize: 15 }), held)).toMatchObject({ exit: 0 });
    expect(await verify(await log.bundle(SOME, { indexes: housing(20) }), held)).toMatchObject({ exit: 2, findings: [{ kind: 'consistency-unproven', size: '15' }] });
    expect(await verify(await log.bundle(SOME_BY_TILES, { indexes: housing(20) }), held)).toMatchObject({ exit: 0 });
  });
});

describe('a report in a bundle', () => {
  const output = { name: 'disbursement', version: 1, title: { vi: 'Giải ngân', en: 'Disbursement' }, params: {}, asOf: '2025-01-31', columns: [], rows: [{ amount: '1' }], totals: [], notes: [] };
  const manifest = (hash: string): ReportManifest => ({
    report: 'disbursement', reportVersion: 1, parameters: {}, asOf: '2025-01-31', projections: [], code: { program: '0.1.0', sha256: '0'.repeat(64) }, output: hash,
    knownAt: { origin: ORIGIN, position: '1', treeSize: '20', root: Buffer.from(rootHash(log.leaves)).toString('base64') },
  });
  interface Given {
    readonly isRecorded?: boolean;
    readonly selection?: BundleSelection;
    readonly change?: Partial<BundleContent>;
  }
  const withReport = async (issued: ReportManifest, bytes: Uint8Array, given: Given = {}): Promise<Verdict> => verify(await bundleWith(issued, bytes, given));

  async function bundleWith(issued: ReportManifest, bytes: Uint8Array, { isRecorded = true, selection = WHOLE, change = {} }: Given): Promise<Uint8Array> {
    const id = reportManifestId(issued);
    const recorded = { stream: `reports.manifest-${id}`, revision: 0, recordedAt: '2025-02-01T00:00:00.000Z', data: formatReportManifest(issued), metadata: new TextEncoder().encode('{"schemaVersion":1}'), type: 'ReportManifestRecorded' };
    const whole = await SampleLog.of(isRecorded ? [...log.events, recorded] : log.events);
    const reports = new Map([[reportFile(id, 'manifest'), formatReportManifest(issued)], [reportFile(id, 'output'), bytes]]);
    const indexes = selection.events === 'all' ? undefined : whole.events.flatMap(({ type }, i) => (type === 'ReportManifestRecorded' ? [i] : []));
    return whole.bundle(selection, { pattern: '^(\\$\\$)?(funds|housing|reports)\\.', reports, ...(indexes && { indexes }), ...change });
  }
  const forged = { ...output, rows: [{ amount: '2' }] };

  it('that was issued is intact', async () => {
    expect(await withReport(manifest(reportOutputHash(output)), reportOutputBytes(output))).toMatchObject({ exit: 0, findings: [] });
  });

  it('that was forged is not what its manifest speaks of', async () => {
    const verdict = await withReport(manifest(reportOutputHash(output)), reportOutputBytes(forged));
    expect([verdict.exit, ...kinds(verdict)]).toEqual([1, 'report-differs']);
  });

  const root = (leaves: readonly Uint8Array[]): string => Buffer.from(rootHash([...leaves])).toString('base64');
  const toldOf = (treeSize: string, told: string): ReportManifest => {
    const honest = manifest(reportOutputHash(output));
    return { ...honest, knownAt: { ...honest.knownAt, treeSize, root: told } };
  };

  it('may tell any tree there was before it, not only those of checkpoints', async () => {
    expect(await withReport(toldOf('7', root(log.leaves.slice(0, 7))), reportOutputBytes(output))).toMatchObject({ exit: 0, findings: [] });
  });

  it('whose manifest tells another root than the tree had is tampering, and is named', async () => {
    for (const [treeSize, told] of [['7', root(log.leaves.slice(0, 6))], ['20', root(log.leaves.slice(1))], ['21', root(log.leaves)]] as const) {
      const issued = toldOf(treeSize, told);
      const verdict = await withReport(issued, reportOutputBytes(output));
      expect(verdict).toMatchObject({ exit: 1, findings: [{ kind: 'report-differs', index: '20', stream: `reports.manifest-${reportManifestId(issued)}`, revision: '0', size: treeSize }] });
    }
  });

  describe('with a proof for each event', () => {
    const one: BundleSelection = { events: 'selected', proof: 'proofs', register: 'reports' };
    const cases = [['0', root([])], ['1', () => root(log.leaves.slice(0, 1))], ['7', () => root(log.leaves.slice(0, 7))], ['16', () => root(log.leaves.slice(0, 16))], ['20', () => root(log.leaves)]] as const;
    const told = (rootOf: string | (() => string)): string => (typeof rootOf === 'string' ? rootOf : rootOf());

    it.each(cases)('is intact when its manifest tells the root that the tree of %s had', async (treeSize, rootOf) => {
      const bundle = await bundleWith(toldOf(treeSize, told(rootOf)), reportOutputBytes(output), { selection: one });
      expect(await verify(bundle)).toMatchObject({ exit: 0, findings: [], events: 1 });
      expect(bundle).toEqual(await bundleWith(toldOf(treeSize, told(rootOf)), reportOutputBytes(output), { selection: one }));
      expect((await BundleArchive.open(bundleSource(bundle))).has(`trees/${treeSize}.proof`)).toBe(treeSize !== '0');
    });

    it.each(cases)('is tampering when its manifest tells another root of the tree of %s', async (treeSize) => {
      const issued = toldOf(treeSize, root([log.leaves[5]!]));
      expect(await withReport(issued, reportOutputBytes(output), { selection: one })).toMatchObject({
        exit: 1, findings: [{ kind: 'report-differs', stream: `reports.manifest-${reportManifestId(issued)}`, size: treeSize }],
      });
    });

    it('is tampering when the proof is of another tree, cut, or taken out from among others', async () => {
      const bundle = await bundleWith(toldOf('7', root(log.leaves.slice(0, 7))), reportOutputBytes(output), { selection: one });
      for (const treeProof of [() => [], () => consistencyProof(7, 20, log.leaves), () => consistencyProof(6, 20, log.leaves)]) {
        const forged = await bundleWith(toldOf('7', root(log.leaves.slice(0, 7))), reportOutputBytes(output), { selection: one, change: { treeProof } });
        expect(await verify(forged)).toMatchObject({ exit: 1, findings: [{ kind: 'report-differs' }] });
      }
      expect((await verify(await repacked(bundle, (name, bytes) => (name === 'trees/7.proof' ? undefined : bytes)))).exit).toBe(1);
    });

    it('without such a proof, as those were that were made before, is not proven; its manifest alone is told not to be', async () => {
      const issued = toldOf('7', root(log.leaves.slice(0, 7)));
      const before = { selection: one, change: { treeProof: undefined } };
      const relied = await withReport(issued, reportOutputBytes(output), before);
      expect([relied.exit, ...kinds(relied)]).toEqual([2, 'report-unproven']);
      const alone = await withReport(issued, reportOutputBytes(output), { ...before, change: { treeProof: undefined, reports: new Map() } });
      expect([alone.exit, ...kinds(alone)]).toEqual([0, 'not-verified']);
    });
  });

  it('with a manifest that nobody recorded is not proven', async () => {
    const verdict = await withReport(manifest(reportOutputHash(forged)), reportOutputBytes(forged), { isRecorded: false });
    expect([verdict.exit, ...kinds(verdict)]).toEqual([2, 'report-unproven']);
  });
});

describe('anything else', () => {
  it('is unreadable', async () => {
    for (const bytes of [new Uint8Array(0), new Uint8Array(100), new TextEncoder().encode('no archive at all, but long enough to be one')]) expect(await verify(bytes)).toMatchObject({ exit: 3 });
  });

  it('is refused when a name leads elsewhere', async () => {
    const sink = new ZipBuffer();
    const zip = new ZipWriter(sink);
    const good = await BundleArchive.open(bundleSource(await log.bundle()));
    for (const name of good.names) await zip.add(name, await good.read(name, 1e9));
    await zip.add('../../etc/passwd', new Uint8Array(3));
    zip.finish();
    expect(await verify(sink.bytes())).toMatchObject({ exit: 3 });
  });

  it('never gives intact when any one byte is another', async () => {
    const bundle = await log.bundle();
    const manifest = parseManifest(await (await BundleArchive.open(bundleSource(bundle))).read('manifest.json', 1e9));
    expect(manifest.events).toBe(20n);
    for (let at = 0; at < bundle.length; at += 1 + Math.floor(bundle.length / 400)) {
      const flipped = bundle.slice();
      flipped[at]! ^= 1 << at % 8;
      const { exit } = await verify(flipped);
      expect([at, [1, 2, 3].includes(exit)]).toEqual([at, true]);
    }
  });

  it('never gives intact when it is cut short', async () => {
    const bundle = await log.bundle();
    for (let length = 0; length < bundle.length; length += 97) expect((await verify(bundle.subarray(0, length))).exit).toBe(3);
  });
});
