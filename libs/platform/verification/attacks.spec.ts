import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCheckpoint, parseNote, verifyBundle, ZipBuffer } from '@ledger/platform/audit-log/node';
import { openEmbeddedReader } from '@ledger/platform/event-store/embedded';
import { TileFolder } from '@ledger/platform/sealer';
import { PATTERN } from '@ledger/platform/sealer/testing/sample-events';
import { exportBundle } from './bundle-export';
import { cosigned, SealedLedger, witnessKey } from './testing/sealed-ledger';
import type { StoreVerdict } from './verify-store';

/** One data folder, sealed at 300 and at 640 leaves; every attack is on it, and undone. */
let ledger: SealedLedger;
let undo: () => void;
beforeAll(async () => {
  ledger = await SealedLedger.create(300, 340);
});
afterAll(() => ledger.remove());
beforeEach(() => (undo = ledger.keep()));
afterEach(() => undo());

interface Row {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly data: string;
}

const leafRows = (): Row[] =>
  ledger.query<Row>('SELECT e.position, s.name AS stream, e.revision, e.type, e.data FROM events e JOIN streams s ON s.id = e.stream ORDER BY e.position').filter(({ stream }) => PATTERN.test(stream));

/** The event whose leaf has this index. */
const leafRow = (index: number): Row => leafRows()[index]!;
const tampered = (verdict: StoreVerdict) => verdict.findings.filter(({ level }) => level === 'tampered');
const EVENT_COLUMNS = 'stream, revision, id, type, created, data, metadata';
/** Moves every event from a position on by so many places. */
const shift = (from: number, by: number): string[] => [`UPDATE events SET position = -position - ${by} WHERE position >= ${from}`, 'UPDATE events SET position = -position WHERE position < 0'];

describe('1: an edited byte', () => {
  it.each(['data', 'metadata'] as const)('of the %s of a sealed event is found and named', async (column) => {
    const { position, stream, revision } = leafRow(123);
    ledger.sql(`UPDATE events SET ${column} = replace(${column}, ${column === 'data' ? "'000\"'" : "'lan'"}, ${column === 'data' ? "'001\"'" : "'lam'"}) WHERE position = ${position}`);
    const verdict = await ledger.verify();
    expect(verdict).toMatchObject({ exit: 1, outcome: 'tampered' });
    expect(tampered(verdict)).toMatchObject([{ kind: 'event-differs', index: '123', stream, revision: String(revision), position: String(position), differs: [column] }, { kind: 'root-differs' }]);
  });

  it('of white space is found too', async () => {
    ledger.sql(`UPDATE events SET data = data || ' ' WHERE position = ${leafRow(5).position}`);
    expect(tampered(await ledger.verify()).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['event-not-canonical', 'event-differs']));
  });

  it.each([
    ['behind a zero byte', `data = data || char(0) || 'hidden'`],
    ['as bytes that are no text', `data = CAST(x'fffe' AS TEXT)`],
    ['as another kind of number', `revision = revision + 0.0, type = type || char(0)`],
  ])('%s is found', async (_name, assignment) => {
    ledger.sql(`UPDATE events SET ${assignment} WHERE position = ${leafRow(5).position}`);
    expect(tampered(await ledger.verify()).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['event-differs']));
  });

  it('is found by whoever goes on from the last checkpoint only behind it', async () => {
    const before = (await ledger.verify()).verifiedUpTo;
    await ledger.record(40);
    ledger.sql(`UPDATE events SET data = '{}' WHERE position = ${leafRow(650).position}`);
    expect(await ledger.verify({ from: before })).toMatchObject({ exit: 1 });
  });

  it('makes the sealer refuse when it has to make the tiles again', async () => {
    ledger.sql(`UPDATE events SET data = '{}' WHERE position = ${leafRow(5).position}`);
    rmSync(join(ledger.place.folder, 'tile'), { recursive: true });
    await expect(ledger.seal()).rejects.toThrow('an event that was sealed has been changed');
    expect(tampered(await ledger.verify())).toMatchObject([{ kind: 'root-differs', size: '300' }]);
  });
});

describe('2: another type, id, actor or time', () => {
  it.each([
    ['type', `type = 'FundsReturned'`, ['type']],
    ['id', `id = x'00112233445566778899aabbccddeeff'`, ['id']],
    ['actor', `metadata = replace(metadata, '"lan"', '"lam"')`, ['metadata']],
    ['recordedAt', `metadata = replace(metadata, '2025-01', '2024-01')`, ['recordedAt', 'metadata']],
  ])('%s', async (_name, assignment, differs) => {
    const { position } = leafRow(400);
    ledger.sql(`UPDATE events SET ${assignment} WHERE position = ${position}`);
    const verdict = await ledger.verify();
    expect(verdict.exit).toBe(1);
    expect(tampered(verdict)[0]).toMatchObject({ kind: 'event-differs', index: '400', position: String(position), differs });
  });
});

describe('2: the time that the file keeps beside an event', () => {
  const moveTime = (position: number): void => ledger.sql(`UPDATE events SET created = created - 86400000 WHERE position = ${position}`);

  it('is in the leaf of an event that says no time itself', async () => {
    const index = leafRows().findIndex(({ stream }) => stream.startsWith('$$'));
    moveTime(leafRow(index).position);
    expect(tampered(await ledger.verify())[0]).toMatchObject({ kind: 'event-differs', index: String(index), differs: ['recordedAt'] });
  });

  it('is found where it is no time at all', async () => {
    const { position } = leafRows().find(({ stream }) => stream.startsWith('$$'))!;
    ledger.sql(`UPDATE events SET created = 9000000000000000 WHERE position = ${position}`);
    expect(tampered(await ledger.verify())).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'event-damaged', position: String(position) })]));
  });

  it('is nothing that anybody is told of an event that says when it was recorded: bundles are the same bytes', async () => {
    const before = await bundleOf(ledger);
    moveTime(leafRow(400).position);
    expect([(await ledger.verify()).exit, Buffer.compare(before, await bundleOf(ledger))]).toEqual([0, 0]);
  });
});

describe('3: an event taken away', () => {
  it('from the middle leaves a hole', async () => {
    const { position, stream, revision } = leafRow(200);
    ledger.sql(`DELETE FROM events WHERE position = ${position}`);
    const found = tampered(await ledger.verify());
    expect(found).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'position-gap' }), expect.objectContaining({ kind: 'event-missing', index: '200', stream, revision: String(revision) })]));
  });

  it('is found when the rest was moved up to close the hole', async () => {
    const { position, stream, revision } = leafRow(200);
    ledger.sql(`DELETE FROM events WHERE position = ${position}`, ...shift(position + 1, -1));
    const found = tampered(await ledger.verify());
    expect(found.map(({ kind }) => kind)).not.toContain('position-gap');
    expect(found).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'event-missing', index: '200', stream, revision: String(revision) })]));
  });

  it('with its stream’s name, which no reader survives', async () => {
    ledger.sql(`DELETE FROM streams WHERE name = '${leafRow(100).stream}'`);
    const verdict = await ledger.verify();
    expect(verdict.exit).toBe(1);
    expect(tampered(verdict)[0]).toMatchObject({ kind: 'event-damaged' });
  });

  it('of a stream’s metadata is missed like any other', async () => {
    const { position } = leafRows().find(({ stream }) => stream.startsWith('$$'))!;
    ledger.sql(`DELETE FROM events WHERE position = ${position}`);
    expect(tampered(await ledger.verify())).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'event-missing' })]));
  });
});

describe('4: events in another order', () => {
  it('are found and named', async () => {
    const [one, other] = [leafRow(50), leafRow(57)];
    ledger.sql(`UPDATE events SET position = -1 WHERE position = ${one.position}`, `UPDATE events SET position = ${one.position} WHERE position = ${other.position}`, `UPDATE events SET position = ${other.position} WHERE position = -1`);
    const verdict = await ledger.verify();
    expect(verdict.exit).toBe(1);
    expect(tampered(verdict)).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'event-moved', stream: other.stream, revision: String(other.revision) })]));
  });
});

describe('5: an event put in', () => {
  it('in the middle is found and named', async () => {
    const { position } = leafRow(310);
    ledger.sql(...shift(position, 1), `INSERT INTO streams (name) VALUES ('funds.line-forged')`, `INSERT INTO events (position, ${EVENT_COLUMNS}) SELECT ${position}, (SELECT id FROM streams WHERE name = 'funds.line-forged'), 0, x'0123456789abcdef0123456789abcdef', type, created, data, metadata FROM events WHERE position = ${position + 1}`);
    const verdict = await ledger.verify();
    expect(verdict.exit).toBe(1);
    expect(tampered(verdict)).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'event-inserted', stream: 'funds.line-forged', revision: '0', position: String(position) })]));
  });
});

describe('6: the tail cut off', () => {
  it('is found as long as a checkpoint speaks of it', async () => {
    const { position, stream, revision } = leafRow(600);
    const checkpoints = `(SELECT id FROM streams WHERE name = 'audit.checkpoints')`;
    ledger.sql(`DELETE FROM events WHERE position >= ${position} AND stream <> ${checkpoints}`);
    const found = tampered(await ledger.verify());
    expect(found).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'event-missing', index: '600', stream, revision: String(revision) })]));
  });

  it('with the checkpoints, is found by the published one', async () => {
    ledger.sql(`DELETE FROM events WHERE position >= ${leafRow(300).position}`);
    expect(tampered(await ledger.verify())).toMatchObject([{ kind: 'checkpoint-missing', size: '640' }]);
    await expect(ledger.seal()).rejects.toThrow('the store was rolled back');
  });

  it('with everything that was published of it, is found by whoever has kept a checkpoint', async () => {
    const rolledBack = await rollBack();
    expect(rolledBack.alone).toMatchObject({ exit: 0, checkpoint: { size: '300' } });
    expect(rolledBack.withKept).toMatchObject({ exit: 1 });
    expect(tampered(rolledBack.withKept)).toMatchObject([{ kind: 'rolled-back', size: '640' }]);
  });

  async function rollBack() {
    ledger.sql(`DELETE FROM events WHERE position >= ${leafRow(300).position}`);
    writeFileSync(join(ledger.place.folder, 'checkpoint'), ledger.notes[0]!);
    rmSync(join(ledger.place.folder, 'tile'), { recursive: true });
    return { alone: await ledger.verify(), withKept: await ledger.verify({ trustedCheckpoint: ledger.notes[1]! }) };
  }
});

describe('7 and 16: everything made anew and signed with the real key', () => {
  /** The same number of events, one of them another, sealed under the stolen key: nothing inside contradicts anything. */
  async function replaced(): Promise<{ forged: SealedLedger; bundle: Uint8Array }> {
    const forged = await SealedLedger.create();
    rmSync(forged.place.keyFolder, { recursive: true });
    const { cpSync } = await import('node:fs');
    cpSync(ledger.place.keyFolder, forged.place.keyFolder, { recursive: true });
    rmSync(join(forged.place.keyFolder, 'log.begun'));
    await forged.record(640);
    return { forged, bundle: await bundleOf(forged) };
  }

  it('convinces nobody who has kept a checkpoint or asks for witnesses', async () => {
    const { forged, bundle } = await replaced();
    const witness = await witnessKey();
    expect(await forged.verify()).toMatchObject({ exit: 0 });
    expect(await forged.verify({ trustedCheckpoint: ledger.notes[0]! })).toMatchObject({ exit: 1 });
    expect(await forged.verify({ policy: await ledger.witnessPolicy(witness) })).toMatchObject({ exit: 2 });

    const policy = await ledger.ownPolicy();
    expect(await verifyBundle(bundle, { policy })).toMatchObject({ exit: 0 });
    expect(await verifyBundle(bundle, { policy, trustedCheckpoint: ledger.notes[0]! })).toMatchObject({ exit: 1, findings: [{ kind: 'inconsistent', size: '300' }] });
    expect(await verifyBundle(bundle, { policy: await ledger.witnessPolicy(witness) })).toMatchObject({ exit: 2, findings: [{ kind: 'quorum-missing' }] });
    forged.remove();
  });
});

describe('8 and 9: a split view', () => {
  it('shows as soon as two checkpoints of one size meet', async () => {
    const { root } = parseCheckpoint(parseNote(ledger.notes[1]!).text);
    const { signNote, formatCheckpoint } = await import('@ledger/platform/audit-log/node');
    const keys = await ledger.place.keys();
    const other = await signNote(formatCheckpoint({ origin: keys.origin, size: 640, root: root.toReversed() }), [keys.signers[0]!]);
    const verdict = await ledger.verify({ trustedCheckpoint: other });
    expect(tampered(verdict)).toMatchObject([{ kind: 'split-view', size: '640' }]);
    expect(await verifyBundle(await bundleOf(ledger), { policy: await ledger.ownPolicy(), trustedCheckpoint: other })).toMatchObject({ exit: 1, findings: [{ kind: 'split-view' }] });
  });
});

describe('10: recording dated back', () => {
  it('is bounded by the cosigned checkpoint before: what it does not cover was not there', async () => {
    const witness = await witnessKey();
    const held = await cosigned(ledger.notes[0]!, witness, 1_760_000_000);
    const { position } = leafRow(299);
    // An event is slipped in among those that were sealed, dated like them; everything is sealed anew.
    ledger.sql(...shift(position, 1), `INSERT INTO events (position, ${EVENT_COLUMNS}) SELECT ${position}, stream, 9999, x'0123456789abcdef0123456789abcdef', type, created, data, metadata FROM events WHERE position = ${position + 1}`);
    ledger.sql(`DELETE FROM events WHERE stream = (SELECT id FROM streams WHERE name = 'audit.checkpoints')`);
    rmSync(ledger.place.folder, { recursive: true });
    rmSync(join(ledger.place.keyFolder, 'log.begun'));
    await ledger.seal();
    const verdict = await ledger.verify({ policy: await ledger.witnessPolicy(witness), trustedCheckpoint: held });
    expect(verdict.exit).toBe(1);
    expect(tampered(verdict).map(({ kind }) => kind)).toContain('inconsistent');
  });
});

describe('13: the time before sealing', () => {
  it('is told: what no checkpoint covers is nobody’s word yet', async () => {
    await ledger.record(7, { seal: false });
    ledger.sql(`UPDATE events SET data = '{"amount":"1"}' WHERE position = ${leafRow(645).position}`);
    const verdict = await ledger.verify();
    expect(verdict).toMatchObject({ exit: 0, sealed: 640, unsealed: 7 });
    expect(verdict.findings).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'unsealed', detail: expect.stringContaining('7 events since') })]));
  });

  it('does not hide bytes that the ledger never writes', async () => {
    await ledger.record(7, { seal: false });
    ledger.sql(`UPDATE events SET data = '{ "amount": "1" }' WHERE position = ${leafRow(645).position}`);
    expect(await ledger.verify()).toMatchObject({ exit: 1 });
  });

  it('ends for a receipt that somebody holds: its leaf is in the tree or not', async () => {
    await ledger.record(7, { seal: false });
    ledger.sql(`DELETE FROM events WHERE position = ${leafRow(645).position}`);
    expect(tampered(await ledger.verify()).map(({ kind }) => kind)).toContain('position-gap');
  });
});

describe('11: an effective date of long ago', () => {
  it('is no breach, and is told to whoever asks how late events were entered', async () => {
    const [recordedAt, hour] = ['2025-03-05T01:00:00.000Z', 3_600];
    expect((await ledger.verify()).findings.map(({ kind }) => kind)).not.toContain('late-entry');
    const { position, stream, revision } = leafRow(44);
    ledger.sql(`UPDATE events SET metadata = json_set(metadata, '$.recordedAt', '${recordedAt}') WHERE position = ${position}`);
    // Day begins in the ledger's zone: 33 days and 8 hours lie between.
    const asked = async (lateAfter: number) => (await ledger.verify({ lateAfter })).findings.filter(({ kind }) => kind === 'late-entry');
    const told = { kind: 'late-entry', level: 'note', index: '44', stream, revision: String(revision), detail: `effective on 2025-01-31, recorded at ${recordedAt}` };
    expect(await asked((33 * 24 + 8) * hour - 1)).toEqual([told]);
    expect(await asked((33 * 24 + 8) * hour)).toEqual([]);
    expect((await ledger.verify({ lateAfter: 10 * hour })).findings.filter(({ kind }) => kind === 'late-entry').length).toBeGreaterThan(90);
  });

  it('is told of a bundle too', async () => {
    const findings = async (lateAfter: number) => (await verifyBundle(await bundleOf(ledger), { policy: await ledger.ownPolicy(), lateAfter })).findings;
    expect((await findings(17 * 3_600)).map(({ kind }) => kind)).not.toContain('late-entry');
    expect((await findings(16 * 3_600)).filter(({ kind }) => kind === 'late-entry')[0]).toMatchObject({ level: 'note', index: '0', detail: expect.stringContaining('effective on 2025-01-31') });
  });
});

describe('13: a sealer that stood still once', () => {
  it('shows as the time that events lay unsealed, when the verifier limits it', async () => {
    const waited = Math.floor(Date.now() / 1_000) - 1_738_314_764;
    const late = async (maxAge: number) => (await ledger.verify({ maxAge })).findings.filter(({ kind }) => kind === 'sealed-late');
    expect(await late(waited - 600)).toEqual([{ kind: 'sealed-late', level: 'note', size: expect.stringMatching(/^\d+$/), detail: expect.stringMatching(/^recorded from 2025-01-31T09:12:44\.\d{3}Z on, sealed at 20\d\d-.*; so late 2 times$/) }]);
    expect(await late(waited + 600)).toEqual([]);
    expect((await ledger.verify()).findings.map(({ kind }) => kind)).not.toContain('sealed-late');
  });
});

describe('14: facts hidden in streams that are not sealed', () => {
  it('are no leaves, and no bundle holds them', async () => {
    const bundle = new TextDecoder().decode(await bundleOf(ledger));
    expect(ledger.query<{ n: number }>(`SELECT count(*) AS n FROM events e JOIN streams s ON s.id = e.stream WHERE s.name LIKE 'consumer.%'`)[0]!.n).toBeGreaterThan(0);
    expect(bundle).not.toContain('consumer.bookmark');
    expect(bundle).toContain(JSON.stringify(PATTERN.source));
  });
});

describe('an event hidden from the ledger itself', () => {
  it('by the mark of a client’s event is found', async () => {
    const { position, stream } = leafRow(44);
    ledger.sql(`UPDATE events SET sent = 1 WHERE position = ${position}`);
    expect(tampered(await ledger.verify())).toMatchObject([{ kind: 'event-hidden', stream, position: String(position) }]);
  });

  it('by the index of streams is found', async () => {
    ledger.sql('INSERT INTO places SELECT stream, revision, position FROM events WHERE position < 100', 'UPDATE placed SET position = 99');
    expect(await ledger.verify()).toMatchObject({ exit: 0 });
    ledger.sql(`DELETE FROM places WHERE position = 44`);
    expect(tampered(await ledger.verify())).toMatchObject([{ kind: 'index-differs', detail: '1 entries' }]);
  });
});

describe('17: the audit trail switched off for a week', () => {
  it('shows as events that nobody has sealed, and as cosignatures that have aged', async () => {
    const week = 7 * 86_400;
    await ledger.record(3, { seal: false });
    const since = Date.parse(JSON.parse(ledger.query<{ metadata: string }>('SELECT metadata FROM events ORDER BY position DESC LIMIT 1')[0]!.metadata).recordedAt as string);
    expect(await ledger.verify({ maxAge: week, now: since + 1_000, policy: await ledger.ownPolicy() })).toMatchObject({ exit: 2, findings: [{ kind: 'stale' }, { kind: 'sealed-late' }, { kind: 'unsealed' }] });
    const witness = await witnessKey();
    const policy = await ledger.witnessPolicy(witness);
    writeFileSync(join(ledger.place.folder, 'checkpoint.cosigned'), await cosigned(ledger.notes[1]!, witness, Math.floor(since / 1_000)));
    expect(await ledger.verify({ maxAge: week, now: since + 1_000, policy })).toMatchObject({ exit: 0 });
    const late = await ledger.verify({ maxAge: week, now: since + (week + 60) * 1_000, policy });
    expect(late).toMatchObject({ exit: 2 });
    expect(late.findings.map(({ kind }) => kind)).toEqual(['stale', 'sealed-late', 'stale']);
  });
});

describe('published tiles that were changed', () => {
  it('are found while the events hold', async () => {
    const file = join(ledger.place.folder, 'tile/0/001');
    const bytes = readFileSync(file);
    bytes[40]! ^= 1;
    writeFileSync(file, bytes);
    expect(tampered(await ledger.verify())).toMatchObject([{ kind: 'tile-differs', file: 'tile/0/001' }]);
  });

  it('together with the events are found by the signed root', async () => {
    const { position } = leafRow(300);
    ledger.sql(`UPDATE events SET data = '{"amount":"1"}' WHERE position = ${position}`);
    const { leafEvents, leafOf } = await import('@ledger/platform/sealer');
    const store = await openEmbeddedReader({ folder: ledger.place.data });
    let hash: Uint8Array | undefined;
    for await (const leaves of leafEvents(store, PATTERN, BigInt(position - 1))) {
      hash = leafOf(leaves[0]!).hash;
      break;
    }
    await store.close();
    const file = join(ledger.place.folder, 'tile/0/001');
    const bytes = readFileSync(file);
    bytes.set(hash!, (300 - 256) * 32);
    writeFileSync(file, bytes);
    const found = tampered(await ledger.verify()).map(({ kind }) => kind);
    expect(found).toContain('root-differs');
  });
});

describe('a damaged file', () => {
  it('of events is unreadable, not never sealed', async () => {
    const file = join(ledger.place.data, 'events.db');
    writeFileSync(file, Buffer.concat([Buffer.from('not a database'), readFileSync(file).subarray(14)]));
    await expect(ledger.verify()).rejects.toThrow('cannot open the event store');
  });

  it('with a page of noise in it ends in a verdict', async () => {
    const file = join(ledger.place.data, 'events.db');
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 20 * 4096, 24 * 4096);
    writeFileSync(file, bytes);
    const verdict = await ledger.verify();
    expect([1, 3]).toContain(verdict.exit);
  });
});

async function bundleOf(of: SealedLedger): Promise<Uint8Array> {
  const store = await openEmbeddedReader({ folder: of.place.data });
  const sink = new ZipBuffer();
  try {
    await exportBundle({ store, pattern: PATTERN, tiles: new TileFolder(of.place.folder), checkpoint: of.text('audit/checkpoint'), selection: {} }, sink);
    return sink.bytes();
  } finally {
    await store.close();
  }
}
