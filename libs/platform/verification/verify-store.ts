import { byRoots, checkLateEntry, Findings, GrowingTree, heldCheckpoint, policyOf, ReportRoots, Revisions, verdictOf, type Checkpoint, type Policy, type Progress, type TileContent, type TrustOptions, type Verdict } from '@ledger/platform/audit-log/node';
import { LeafPositions, TileFolder } from '@ledger/platform/sealer';
import { diagnose, type Divergence } from './divergence';
import { judgeQuorum, recordedCheckpoints, shownCheckpoints, type RecordedCheckpoint } from './recorded-checkpoints';
import { rootIn } from './report-trees';
import { RootChecks } from './root-checks';
import { SealingGaps } from './sealing-gaps';
import { isCanonical, storedLeaves, type EventSource, type StoredLeaf } from './stored-leaves';
import { PublishedTiles } from './published-tiles';

export interface VerifyStoreOptions extends TrustOptions, EventSource {
  readonly pattern: RegExp;
  /** The audit folder: tiles, entries, published checkpoints. */
  readonly folder: string;
  /** The keys of the log itself; used where the verifier brings no policy. */
  readonly ownPolicy?: Policy;
  /** Goes on from here, when this is a checkpoint that the store has recorded; else from the first event. */
  readonly from?: VerifiedUpTo;
  readonly onProgress?: (position: bigint, head: bigint) => void;
}

/** How far an intact ledger was verified: what a later verification may go on from. */
export interface VerifiedUpTo {
  readonly note: string;
  readonly position: string;
}

export interface StoreVerdict extends Verdict {
  /** Leaves under the last checkpoint, and those behind it. */
  readonly sealed: number;
  readonly unsealed: number;
  readonly verifiedUpTo?: VerifiedUpTo;
}

interface Expected {
  readonly last: RecordedCheckpoint | undefined;
  readonly roots: RootChecks;
  readonly gaps: SealingGaps;
}

/**
 * Reads every event of the store, hashes its stored bytes again, makes every leaf, tile and root anew, and compares them with what
 * was published and signed. Nothing that was stored about an event is believed. Never throws for what it reads.
 */
export async function verifyStore(options: VerifyStoreOptions): Promise<StoreVerdict> {
  const findings = new Findings();
  const progress: Progress = { events: 0 };
  const counts = { sealed: 0, unsealed: 0 };
  let upTo: VerifiedUpTo | undefined;
  try {
    const expected = await expectations(options, findings, progress);
    const run = new StoreRun(options, expected, findings, progress);
    await run.read();
    await run.conclude();
    Object.assign(counts, { sealed: Number(run.sealed), unsealed: run.unsealed });
    upTo = run.verifiedUpTo();
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'Malformed') findings.add('malformed', { detail: message });
    else if (name === 'EventStoreUnavailable') findings.add('unreadable', { detail: message });
    else findings.add('internal', { detail: message });
  }
  const verdict = verdictOf(findings, progress);
  return { ...verdict, ...counts, ...(verdict.exit === 0 && upTo && { verifiedUpTo: upTo }) };
}

/** What was signed, recorded and shown of the log, before a single event is read. */
async function expectations(options: VerifyStoreOptions, findings: Findings, progress: Progress): Promise<Expected> {
  const { store, folder } = options;
  const own = policyOf(options);
  const policy = own ?? options.ownPolicy;
  if (own === undefined) findings.add('own-key');
  const ever = withEarlierKeys(policy, options.ownPolicy);
  const recorded = await recordedCheckpoints(store, ever, findings);
  const shown = await shownCheckpoints(store, folder, ever, findings);
  const last = recorded.at(-1);
  const held = await heldCheckpoint(options, policy);
  if (last === undefined) findings.add(shown.length > 0 || held !== undefined || !new TileFolder(folder).isEmpty ? 'checkpoint-missing' : 'never-sealed', { detail: 'the store has recorded no checkpoint' });
  progress.looked = last;
  if (policy && last) {
    const quorum = await judgeQuorum([...shown, ...recorded], policy, options, findings);
    if (quorum?.quorumMet) progress.looked = { checkpoint: last.checkpoint, opened: { ...quorum, checkpoint: last.checkpoint } };
    if (quorum && quorum.checkpoint.size < last.checkpoint.size) findings.add('uncosigned', { size: String(quorum.checkpoint.size), detail: `${last.checkpoint.size - quorum.checkpoint.size} events` });
  }
  const roots = new RootChecks(findings);
  for (const { checkpoint } of recorded) roots.expect(checkpoint, 'root-differs');
  for (const { checkpoint } of shown) expectShown(checkpoint, last?.checkpoint, roots, findings);
  if (held) expectHeld(held, last?.checkpoint, roots, findings);
  return { last, roots, gaps: new SealingGaps(recorded, options.maxAge, findings) };
}

/** What was signed before a key was replaced still counts as signed; whether the verifier accepts the newest is asked apart. */
function withEarlierKeys(policy: Policy | undefined, own: Policy | undefined): Policy | undefined {
  if (policy === undefined || own === undefined || policy === own) return policy ?? own;
  const known = new Set(policy.logs.map(({ key }) => key.publicKey.join()));
  return { ...policy, logs: [...policy.logs, ...own.logs.filter(({ key }) => !known.has(key.publicKey.join()))] };
}

function expectShown(shown: Checkpoint, last: Checkpoint | undefined, roots: RootChecks, findings: Findings): void {
  if (last && shown.origin !== last.origin) findings.add('origin-differs', { detail: `${shown.origin}, not ${last.origin}` });
  else if (last && shown.size > last.size) findings.add('checkpoint-missing', { size: String(shown.size), detail: `it was published, but the last one recorded is of size ${last.size}` });
  else roots.expect(shown, 'root-differs');
}

function expectHeld(held: Checkpoint, last: Checkpoint | undefined, roots: RootChecks, findings: Findings): void {
  if (last && held.origin !== last.origin) findings.add('origin-differs', { detail: `${last.origin}, not ${held.origin}` });
  else if (last === undefined || held.size > last.size) findings.add('rolled-back', { size: String(held.size), detail: `the last checkpoint is of size ${last?.size ?? 0n}` });
  else roots.expect(held, 'inconsistent');
}

/** One pass over the store. */
class StoreRun {
  private readonly published: PublishedTiles;
  private readonly size: bigint;
  private readonly tree: GrowingTree;
  private readonly revisions: Revisions;
  private readonly reports: ReportRoots;
  private entries: Uint8Array[] = [];
  private divergence: Divergence | undefined;
  private position: bigint;
  private lastSealed: bigint | number;
  private oldestUnsealed: StoredLeaf | undefined;
  unsealed = 0;

  constructor(
    private readonly options: VerifyStoreOptions,
    private readonly expected: Expected,
    private readonly findings: Findings,
    private readonly progress: Progress,
  ) {
    this.size = expected.last?.checkpoint.size ?? 0n;
    this.published = new PublishedTiles(new TileFolder(options.folder), this.size, findings);
    const start = this.beginning();
    this.tree = start.tree;
    this.position = this.lastSealed = start.position;
    this.revisions = new Revisions(findings, start.position === 0n);
    this.reports = new ReportRoots(findings);
  }

  get sealed(): bigint {
    return this.tree.size;
  }

  async read(): Promise<void> {
    const { store, rows, pattern, onProgress } = this.options;
    const head = rows ? BigInt(rows.head()) : await store.head();
    for await (const { leaves, position } of storedLeaves(this.options, pattern, this.position, this.findings)) {
      for (const leaf of leaves) this.see(leaf);
      this.position = position;
      onProgress?.(position, head > position ? head : position);
    }
  }

  /** Compares what no full tile holds, and where something differs, says what. */
  async conclude(): Promise<void> {
    const { roots, last } = this.expected;
    for (const tile of this.tree.partialTiles()) this.compare(tile);
    roots.reached(this.tree.size, () => this.tree.root());
    if (last && (this.divergence || roots.differs || this.tree.size < this.size)) {
      await diagnose({ ...this.options, checkpoint: last.checkpoint, published: this.published, findings: this.findings, first: this.divergence, eventsAgree: !roots.differs && this.tree.size === this.size });
    }
    roots.tell();
    await this.reports.tell(byRoots((size) => rootIn(this.options.folder, size)));
    this.expected.gaps.tell();
    this.judgeIndex();
    this.judgeUnsealed();
  }

  verifiedUpTo(): VerifiedUpTo | undefined {
    return this.expected.last && { note: this.expected.last.note, position: String(this.lastSealed) };
  }

  /** The tree so far, from its tiles, when it was verified up to a checkpoint that is still recorded. */
  private beginning(): { tree: GrowingTree; position: bigint } {
    const onFullTile = (tile: TileContent): void => this.compare(tile);
    const { from, folder } = this.options;
    const at = from && this.expected.roots.recorded(from.note);
    const position = at && at.size > 0n ? new LeafPositions(folder).at(at.size - 1n) : undefined;
    if (at && position !== undefined && String(position) === from?.position) {
      const tree = GrowingTree.resume(at.size, (tile) => new TileFolder(folder).read(tile), onFullTile);
      if (Buffer.from(tree.root()).equals(at.root)) {
        this.expected.roots.skipTo(at.size);
        this.findings.add('not-verified', { size: String(at.size), detail: 'what comes before was verified at another time, and not now' });
        return { tree, position };
      }
    }
    return { tree: new GrowingTree(onFullTile), position: 0n };
  }

  private see(leaf: StoredLeaf): void {
    const { event, entry, hash } = leaf;
    this.revisions.see(event);
    if (!isCanonical(event.data) || !isCanonical(event.metadata)) {
      this.findings.add('event-not-canonical', { position: String(event.position), stream: event.stream, revision: String(event.revision), ...(this.tree.size < this.size && { index: String(this.tree.size) }) });
    }
    this.progress.events++;
    this.judgeLateness(leaf);
    this.reports.see(event, this.tree.size, () => event.data, this.tree.size < this.size);
    this.expected.gaps.see(this.tree.size, event.recordedAt);
    if (this.tree.size === this.size) {
      this.unsealed++;
      this.oldestUnsealed ??= leaf;
      return;
    }
    this.expected.roots.reached(this.tree.size, () => this.tree.root());
    this.entries.push(entry);
    this.tree.append(hash);
    this.lastSealed = event.position;
  }

  private judgeLateness({ event }: StoredLeaf): void {
    const { lateAfter } = this.options;
    if (lateAfter === undefined) return;
    const index = this.tree.size < this.size ? { index: String(this.tree.size) } : {};
    checkLateEntry(parsed(event.metadata), event.recordedAt, lateAfter, { ...index, stream: event.stream, revision: String(event.revision) }, this.findings);
  }

  private compare(tile: TileContent): void {
    const entries = tile.level === 0 ? this.entries.splice(0) : [];
    if (this.divergence === undefined) this.divergence = this.published.compare(tile, entries);
  }

  private judgeIndex(): void {
    const misplaced = this.options.rows?.misplaced() ?? 0;
    if (misplaced > 0) this.findings.add('index-differs', { detail: `${misplaced} entries` });
  }

  /** Whatever lies behind the last checkpoint is nobody's word yet; for how long, the verifier may limit. */
  private judgeUnsealed(): void {
    const { now, maxAge } = this.options;
    if (this.unsealed === 0) return;
    const since = this.oldestUnsealed!.event.recordedAt;
    const isOld = now !== undefined && maxAge !== undefined && Date.parse(since) < now - maxAge * 1_000;
    this.findings.add(isOld ? 'stale' : 'unsealed', { size: String(this.size), detail: `${this.unsealed} events since ${since}` });
  }
}

/** Undefined where it is no JSON, which is found elsewhere. */
function parsed(metadata: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(metadata).toString());
  } catch {
    return undefined;
  }
}
