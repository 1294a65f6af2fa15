import { differences, Findings, leafHash, named, parseLeafEntry, TILE_WIDTH, tilePath, type Checkpoint, type Hash, type LeafEntry } from '@ledger/platform/audit-log/node';
import type { PublishedTiles } from './published-tiles';
import { storedLeaves, type EventSource, type StoredLeaf } from './stored-leaves';

/** The first leaf where the events and the published tiles part. */
export interface Divergence {
  readonly index: bigint;
}

export interface Diagnosis extends EventSource {
  readonly pattern: RegExp;
  readonly checkpoint: Checkpoint;
  readonly published: PublishedTiles;
  readonly findings: Findings;
  readonly first: Divergence | undefined;
  /** The events lead to every signed root all the same. */
  readonly eventsAgree: boolean;
}

/** How far apart an event and its leaf are looked for. */
const WINDOW = 512;
/** Enough to see what was done. */
const TOLD_MAX = 100;

/** Says what was done to the ledger: which events were edited, removed, put in or moved, or that the tiles were. */
export async function diagnose(diagnosis: Diagnosis): Promise<void> {
  const { checkpoint, published, findings, first, eventsAgree } = diagnosis;
  if (eventsAgree) {
    if (first) findings.add('tile-differs', { index: String(first.index), file: tilePath(0, first.index / BigInt(TILE_WIDTH)), detail: 'the events lead to the signed root, the tile does not' });
    return;
  }
  if (published.isAbsent) return;
  const root = published.root();
  const isAuthentic = root !== undefined && Buffer.from(root).equals(checkpoint.root);
  if (!isAuthentic) findings.add('tile-differs', { detail: 'the published tiles do not lead to the signed root either: events and tiles were both changed' });
  await align(diagnosis);
}

/** What was sealed at an index: the leaf, and the entry when it is the leaf's. */
interface SealedLeaf {
  readonly index: bigint;
  readonly hash: Hash;
  readonly entry: LeafEntry | undefined;
}

/** Goes along the sealed leaves and the events side by side, and steps over what is only on one side. */
async function align({ store, rows, pattern, published, checkpoint, findings }: Diagnosis): Promise<void> {
  const sealed = new Ahead(sealedLeaves(published, checkpoint.size));
  const stored = new Ahead(eachLeaf({ store, rows }, pattern, checkpoint.size));
  const moved = new Set<string>();
  for (let told = 0; told < TOLD_MAX; ) {
    const [theirs, ours] = [await sealed.peek(0), await stored.peek(0)];
    if (theirs === undefined) return;
    if (ours && moved.delete(ours.event.id)) {
      stored.drop(1);
      continue;
    }
    if (theirs.entry && moved.delete(theirs.entry.id)) {
      sealed.drop(1);
      continue;
    }
    if (ours && Buffer.from(ours.hash).equals(theirs.hash)) {
      sealed.drop(1);
      stored.drop(1);
      continue;
    }
    told++;
    if (ours === undefined || (await isMissing(theirs, ours, sealed, stored))) {
      findings.add('event-missing', about(theirs));
      sealed.drop(1);
    } else if (theirs.entry && theirs.entry.id !== ours.event.id && !(await isReplaced(theirs.entry, ours, stored))) {
      const isElsewhere = await sealed.find((leaf) => leaf.entry?.id === ours.event.id);
      findings.add(isElsewhere ? 'event-moved' : 'event-inserted', { ...aboutStored(ours), ...(isElsewhere && { index: String(isElsewhere.index) }) });
      if (isElsewhere) moved.add(ours.event.id);
      stored.drop(1);
    } else {
      const differs = theirs.entry && differences(theirs.entry, parseLeafEntry(ours.entry));
      findings.add('event-differs', { ...aboutStored(ours), index: String(theirs.index), ...(differs && { differs }) });
      sealed.drop(1);
      stored.drop(1);
    }
  }
}

/** Whether the sealed leaf has no event any more: the event at hand is that of a later leaf, and this leaf's is nowhere near. */
async function isMissing(theirs: SealedLeaf, ours: StoredLeaf, sealed: Ahead<SealedLeaf>, stored: Ahead<StoredLeaf>): Promise<boolean> {
  const id = theirs.entry?.id;
  const later = await sealed.find((leaf) => leaf.entry?.id === ours.event.id || Buffer.from(leaf.hash).equals(ours.hash));
  if (later === undefined || later === theirs) return false;
  return id !== undefined && (await stored.find((leaf) => leaf.event.id === id)) === undefined;
}

/** Whether the event stands where the sealed one did, which is nowhere near. */
async function isReplaced(theirs: LeafEntry, { event }: StoredLeaf, stored: Ahead<StoredLeaf>): Promise<boolean> {
  if (theirs.stream !== event.stream || String(theirs.revision) !== String(event.revision)) return false;
  return (await stored.find((leaf) => leaf.event.id === theirs.id)) === undefined;
}

const about = ({ index, entry }: SealedLeaf) => (entry ? named(index, entry) : { index: String(index) });
const aboutStored = ({ event }: StoredLeaf) => ({ position: String(event.position), stream: event.stream, revision: String(event.revision) });

async function* sealedLeaves(published: PublishedTiles, size: bigint): AsyncGenerator<SealedLeaf> {
  for (let tile = 0n; tile * BigInt(TILE_WIDTH) < size; tile++) {
    const hashes = published.leaves(tile) ?? [];
    const entries = published.entries(tile) ?? [];
    for (const [i, hash] of hashes.entries()) {
      const entry = entries[i];
      const isIts = entry !== undefined && Buffer.from(leafHash(entry)).equals(hash);
      yield { index: tile * BigInt(TILE_WIDTH) + BigInt(i), hash, entry: isIts ? parseLeafEntry(entry) : undefined };
    }
  }
}

/** Damage was found while the tree was made; here it is stepped over. */
async function* eachLeaf(source: EventSource, pattern: RegExp, size: bigint): AsyncGenerator<StoredLeaf> {
  let left = size + BigInt(WINDOW);
  for await (const { leaves } of storedLeaves(source, pattern, 0n, new Findings())) {
    yield* leaves;
    if ((left -= BigInt(leaves.length)) <= 0n) return;
  }
}

/** Values that can be looked at before they are taken. */
class Ahead<T> {
  private readonly kept: T[] = [];
  private ended = false;

  constructor(private readonly source: AsyncGenerator<T>) {}

  async peek(ahead: number): Promise<T | undefined> {
    while (this.kept.length <= ahead && !this.ended) {
      const { done, value } = await this.source.next();
      if (done) this.ended = true;
      else this.kept.push(value);
    }
    return this.kept[ahead];
  }

  drop(count: number): void {
    this.kept.splice(0, count);
  }

  /** The first within the window that is meant. */
  async find(isMeant: (value: T) => boolean): Promise<T | undefined> {
    await this.peek(WINDOW);
    return this.kept.slice(0, WINDOW).find(isMeant);
  }
}
