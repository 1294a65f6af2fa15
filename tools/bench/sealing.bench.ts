import { hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { emptyRoot, formatVerifierKey, inclusionProof, leafHash, openNote, parseCheckpoint, rootOf, subtreesFromTiles, verifyInclusion } from '@ledger/platform/audit-log/node';
import { openEmbeddedReader, openEmbeddedStore, type EmbeddedStore } from '@ledger/platform/event-store/embedded';
import { createLogKeys, leafOf, leafPages, leafStreamPattern, readLogKeys, Sealer, TileFolder, TreeInThread, TreeWriter } from '@ledger/platform/sealer';
import { median, type BenchRow } from './bench-row';
import { filledStreams } from './event-store/filled-streams';
import { appendsPerSecond } from './event-store/in-flight';
import { sampleEvent } from './event-store/sample-events';

const SUITE = 'sealing';
const ROUNDS = 3;
/** Even: in half of them the sealer has the first turn. */
const APPEND_ROUNDS = 16;
const TURN_SECONDS = 2;
/** So many turns make code out of what a thread that has just begun interprets; a server's has been sealing for days. */
const WARMING_TURNS = 4;
const PROOFS = 500;
const PATTERN = leafStreamPattern(['funds']);
/** Leaves a second of one core's time. */
const SEAL_GOAL = 60_000;
/** A millisecond each. */
const PROOFS_GOAL = 1_000;
/** Sealing takes less than five per cent of append throughput. */
const SHARE_GOAL = 0.95;
const BARE_HASH = 'bare SHA-256 of data, metadata and entry';
const BARE_SELECT = 'bare ordered SELECT of the same bytes';
const UNSEALED = 'durable appends, 64 in flight, nobody sealing';

/** Sealing of a store of `size` events, of processor time and beside what it cannot do without; proofs from its tiles on disk; what it takes from appends. */
export async function run({ size }: { readonly size: number }): Promise<BenchRow[]> {
  // LEDGER_BENCH_FOLDER when the temporary folder is not on the disk that matters.
  const folder = mkdtempSync(join(process.env.LEDGER_BENCH_FOLDER ?? tmpdir(), 'ledger-bench-'));
  try {
    const data = join(folder, 'data');
    const store = await openEmbeddedStore({ folder: data });
    try {
      const revisions = await filledStreams(store, size);
      const sealed = await measureSealing(data, folder);
      const proofs = measureProofs(join(folder, 'audit-0'), size);
      const appends = await measureAppends(store, data, revisions);
      return [...sealed, ...proofs, ...appends].map((row) => ({ ...row, size }));
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Per second of this process's processor time, all its threads together: what one core can do. */
async function ofProcessorTime(work: () => Promise<number> | number): Promise<number> {
  const before = process.cpuUsage();
  const done = await work();
  const { user, system } = process.cpuUsage(before);
  return done / ((user + system) / 1e6);
}

async function measureSealing(data: string, folder: string): Promise<BenchRow[]> {
  const rounds: { hash: number; select: number; seal: number; wall: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const bare = await ofProcessorTime(() => selectAll(data));
    const hashed = await hashAll(data);
    const started = performance.now();
    let leaves = 0;
    const seal = await ofProcessorTime(async () => (leaves = await sealAll(data, join(folder, `audit-${round}`))));
    rounds.push({ hash: hashed, select: bare, seal, wall: (leaves * 1_000) / (performance.now() - started) });
  }
  const of = (which: keyof (typeof rounds)[number]): number => median(rounds.map((round) => round[which]));
  const ratioTo = (which: 'hash' | 'select'): number => median(rounds.map((round) => round.seal / round[which]));
  const name = 'leaves sealed, their tiles durable';
  return [
    { suite: SUITE, name: BARE_HASH, value: of('hash'), unit: 'events/core-s' },
    { suite: SUITE, name: BARE_SELECT, value: of('select'), unit: 'events/core-s' },
    { suite: SUITE, name, value: of('seal'), unit: 'leaves/core-s', goal: SEAL_GOAL },
    { suite: SUITE, name, value: of('seal'), unit: 'leaves/core-s', ratio: { to: BARE_HASH, value: ratioTo('hash') } },
    { suite: SUITE, name, value: of('seal'), unit: 'leaves/core-s', ratio: { to: BARE_SELECT, value: ratioTo('select') } },
    { suite: SUITE, name: `${name}, by the clock`, value: of('wall'), unit: 'leaves/s' },
  ];
}

function selectAll(data: string): number {
  const db = new DatabaseSync(join(data, 'events.db'), { readOnly: true });
  const page = db.prepare('SELECT position, stream, revision, id, type, created, data, metadata FROM events WHERE position > ? ORDER BY position LIMIT 1000', { returnArrays: true });
  let [done, after] = [0, 0];
  for (;;) {
    const rows = page.all(after) as unknown as [number][];
    done += rows.length;
    if (rows.length === 0) break;
    after = rows.at(-1)![0];
  }
  db.close();
  return done;
}

/** Hashes what a leaf is made of, as it lies in memory. */
async function hashAll(data: string): Promise<number> {
  const store = await openEmbeddedReader({ folder: data });
  const parts: Uint8Array[] = [];
  let done = 0;
  for await (const { leaves } of leafPages(store, PATTERN, 0n)) {
    for (const leaf of leaves) parts.push(leaf.data, leaf.metadata, leafOf(leaf).entry);
    done += leaves.length;
    if (done >= 100_000) break;
  }
  await store.close();
  return ofProcessorTime(() => {
    for (const part of parts) hash('sha256', part, 'hex');
    return done;
  });
}

async function sealAll(data: string, folder: string): Promise<number> {
  const store = await openEmbeddedReader({ folder: data });
  const tree = new TreeWriter({ store, pattern: PATTERN, folder });
  await tree.open({ size: 0n, root: emptyRoot() });
  let head = await tree.advance();
  while (head.more) head = await tree.advance();
  await store.close();
  return Number(head.size);
}

/** Leaves over the tree, in an order far from that of the tiles. */
const spread = (i: number, size: number): number => Math.floor(((i * 0.618034) % 1) * size);

/** Each proof reads its tiles from the folder anew. */
function measureProofs(folder: string, size: number): BenchRow[] {
  const tiles = new TileFolder(folder);
  const fresh = () => subtreesFromTiles(size, (tile) => tiles.read(tile));
  const times = Array.from({ length: PROOFS }, (_, i) => {
    const started = process.hrtime.bigint();
    inclusionProof(spread(i + 1, size), size, fresh());
    return Number(process.hrtime.bigint() - started) / 1e9;
  });
  const index = spread(7, size);
  const holds = verifyInclusion(index, size, leafHash(tiles.entry(BigInt(index))), inclusionProof(index, size, fresh()), rootOf(size, fresh()));
  if (!holds) throw new Error('a proof does not hold');
  return [{ suite: SUITE, name: 'inclusion proofs from tiles on disk', value: 1 / median(times), unit: 'proofs/s', goal: PROOFS_GOAL }];
}

/**
 * In turns, since neither the disk nor the machine is equally fast at all times; who is first changes with each round, since
 * appends become slower with the size of the store. The sealer has caught up before each of its turns, and is held outside them.
 */
async function measureAppends(store: EmbeddedStore, data: string, revisions: Int32Array): Promise<BenchRow[]> {
  const folder = join(data, 'audit');
  const keyFolder = join(data, 'keys');
  await createLogKeys(keyFolder, 'ledger.bench/sealing');
  const keys = async () => (await readLogKeys(keyFolder, Date.now()))!;
  const append = (stream: number, revision: number) => store.append(`funds.line-${stream}`, [sampleEvent(stream + revision)], BigInt(revision - 1));
  let isHeld = false;
  const sealer = new Sealer({ store, tree: new TreeInThread({ data, folder, pattern: PATTERN }), folder, keyFolder, keys, now: () => Date.now(), isHeld: () => isHeld });
  await sealer.start();
  const turns = {
    without: () => appendsPerSecond(TURN_SECONDS, revisions, append),
    sealing: async () => {
      isHeld = false;
      const before = parseCheckpoint(await sealer.checkpointNow()).size;
      const appended = await appendsPerSecond(TURN_SECONDS, revisions, append);
      const note = await sealer.checkpointNow();
      await openNote(note, (await keys()).known.map(formatVerifierKey));
      if (parseCheckpoint(note).size === before) throw new Error('nothing was sealed');
      isHeld = true;
      return appended;
    },
  };
  for (let turn = 0; turn < WARMING_TURNS; turn++) await turns.sealing();
  const rounds: { without: number; sealing: number }[] = [];
  for (let round = 0; round < APPEND_ROUNDS; round++) {
    const rates = { without: 0, sealing: 0 };
    for (const turn of round % 2 === 0 ? (['without', 'sealing'] as const) : (['sealing', 'without'] as const)) rates[turn] = await turns[turn]();
    rounds.push(rates);
  }
  await sealer.close();
  const value = median(rounds.map(({ sealing }) => sealing));
  return [
    { suite: SUITE, name: UNSEALED, value: median(rounds.map(({ without }) => without)), unit: 'appends/s' },
    { suite: SUITE, name: 'the same while they are sealed', value, unit: 'appends/s', ratio: { to: UNSEALED, value: median(rounds.map(({ sealing, without }) => sealing / without)) }, goal: SHARE_GOAL },
  ];
}
