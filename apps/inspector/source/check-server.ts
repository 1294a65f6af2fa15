import {
  Findings, heldCheckpoint, judgeCosignatures, leafHash, lookAtCheckpoint, named, policyOf, Revisions, TreeCheck, verdictOf,
  type Checkpoint, type FramedLeaf, type KnownRoot, type LookedAtCheckpoint, type Policy, type Progress, type PublishedTile,
} from '@ledger/platform/audit-log';
import type { Fetching } from '@ledger/ui/api/request';
import { publishedFile } from '@ledger/ui/history/published-log';
import type { CheckOptions } from './check-bundle';
import { isOfStore, type EventFolding, type FoldedEvents, type ReadAs } from './event-folder';
import { HashedPieces, type HashedPiece } from './hashed-pieces';
import { notCheckedWithout, reportOf, type IntegrityReport, type IntegrityStep } from './integrity-report';
import { pathOf, publishedTiles, storedLeaves } from './read-ledger';
import { Stopwatch } from './stopwatch';

export interface ServerCheckOptions extends Omit<CheckOptions, 'registers'> {
  /** How the server is asked. */
  readonly through: Fetching;
  /** The server's address. */
  readonly address: string;
  /** The keys that the server says are its own, a vkey a line: believed only where the verifier brings no policy. */
  readonly ownKeys: string;
  /** Reads and folds the events of the bytes that are hashed here. */
  readonly folding: EventFolding;
}

/** Between two tellings of how far the tree has grown. */
const TELL_EVERY_LEAVES = 5_000;

/**
 * Reads every sealed event from the server to the byte, hashes it, makes every leaf, tile and root anew, compares them with what was published
 * and signed, and has the events folded that are in those same bytes. Never throws for what it reads.
 */
export async function checkServer(options: ServerCheckOptions): Promise<IntegrityReport> {
  const run = new ServerCheck(options);
  try {
    await run.check();
  } catch (error) {
    const { name, message } = error as Error;
    run.findings.add(name === 'Malformed' ? 'malformed' : name === 'FoldingFailed' ? 'internal' : 'unreadable', { detail: message });
  }
  return run.report();
}

class ServerCheck {
  readonly findings = new Findings();
  private readonly progress: Progress = { events: 0 };
  /** `wait`: for who folds. */
  private readonly watch: Stopwatch<IntegrityStep | 'wait'>;
  private readonly at: number;
  private readonly revisions = new Revisions(this.findings, true);
  private readonly pieces: HashedPieces;
  private tree: TreeCheck | undefined;
  /** What was published, once it is read: events are read and hashed beside it. */
  private tiles: ReadonlyMap<string, Uint8Array> | undefined;
  /** The sealed leaves' entries, made from the events alone, that are not yet in the tree. */
  private readonly entries: Uint8Array[] = [];
  private unsealed = 0;

  constructor(private readonly options: ServerCheckOptions) {
    this.at = options.clock();
    this.watch = new Stopwatch(options.clock);
    this.pieces = new HashedPieces(options.folding);
  }

  async check(): Promise<void> {
    const { through } = this.options;
    const note = await (await publishedFile('checkpoint', through))?.text();
    if (note === undefined) this.findings.add('never-sealed');
    const policy = this.policy();
    const looked = note === undefined ? undefined : await this.lookAt(note, policy);
    this.watch.spent('signatures');
    const size = looked?.checkpoint.size ?? 0n;
    const roots = looked ? await this.rootsOf(looked.checkpoint, policy) : [];
    this.watch.spent('checkpoint');

    const tiles = publishedTiles(through, size).then((read) => (this.tiles = read));
    // What goes wrong with them is told when the tree needs them.
    tiles.catch(() => undefined);
    const published: PublishedTile = async (tile) => (await tiles).get(pathOf(tile));
    this.tree = new TreeCheck(roots, published, this.findings);
    await this.takeAll(Number(size));
    await tiles;
    this.watch.spent('read');
    await this.finish(size);
  }

  private policy(): Policy | undefined {
    const own = policyOf(this.options);
    if (own === undefined) this.findings.add('own-key', { detail: this.options.ownKeys.trim() });
    return own ?? policyOf({ verifierKeys: this.options.ownKeys.split('\n').filter((line) => line !== '') });
  }

  private async lookAt(note: string, policy: Policy | undefined): Promise<LookedAtCheckpoint> {
    const looked = await lookAtCheckpoint(note, policy, this.findings, 'checkpoint');
    this.progress.looked = looked;
    if (looked.opened && policy) judgeCosignatures(looked.opened, policy, this.options, this.findings);
    return looked;
  }

  /** The root that is signed, and that of the checkpoint that the verifier has kept. */
  private async rootsOf({ origin, size, root }: Checkpoint, policy: Policy | undefined): Promise<KnownRoot[]> {
    const signed: KnownRoot = { size, root, differs: () => this.findings.add('root-differs', { size: String(size) }) };
    const held = await heldCheckpoint(this.options, policy);
    if (!held) return [signed];
    if (held.origin !== origin) this.findings.add('origin-differs', { detail: `${origin}, not ${held.origin}` });
    else if (held.size > size) this.findings.add('rolled-back', { size: String(held.size), detail: `the checkpoint published now is of size ${size}` });
    return [{ size: held.size, root: held.root, differs: () => this.findings.add('inconsistent', { size: String(held.size) }) }, signed];
  }

  /** Hashes events while the server makes the next ones and while those before are folded. What was read before something went wrong is looked at all the same. */
  private async takeAll(sealed: number): Promise<void> {
    try {
      for await (const stored of storedLeaves(this.options.through)) {
        this.watch.spent('read');
        this.pieces.hash(stored);
        this.watch.spent('hash');
        while (this.pieces.isDue) await this.judgeOldest(sealed);
      }
    } finally {
      this.watch.spent('read');
      while (this.pieces.size > 0) await this.judgeOldest(sealed);
    }
  }

  private async judgeOldest(sealed: number): Promise<void> {
    try {
      const piece = await this.pieces.oldest();
      this.watch.spent('wait');
      await this.judge(piece, sealed);
    } catch (error) {
      this.pieces.clear();
      throw error;
    }
  }

  /** Says what is wrong with the events of a piece, in their order, and grows the tree by them. */
  private async judge({ leaves, entries, read }: HashedPiece, sealed: number): Promise<void> {
    const first = this.progress.events;
    leaves.forEach((leaf, index) => this.see(leaf, entries[index]!, read.wrong.get(index), sealed));
    this.watch.spent('hash');
    if (this.tiles) await this.grow();
    this.watch.spent('tree');
    if (read.stopped) throw Object.assign(new Error(read.stopped.message), { name: read.stopped.name });
    if (Math.floor(first / TELL_EVERY_LEAVES) < Math.floor(this.progress.events / TELL_EVERY_LEAVES)) this.tell(this.progress.events, Math.max(sealed, this.progress.events));
  }

  private async grow(): Promise<void> {
    for (const entry of this.entries.splice(0)) {
      const compared = this.tree!.append(leafHash(entry), entry);
      if (compared) await compared;
    }
  }

  private tell(done: number, total: number): void {
    this.options.onProgress?.({ step: 'hash', done, total, share: done / total });
  }

  private see(leaf: FramedLeaf, entry: Uint8Array, wrong: ReadAs | undefined, sealed: number): void {
    const index = this.progress.events;
    const about = (): ReturnType<typeof named> => named(BigInt(index), { stream: leaf.stream, revision: Number(leaf.revision) });
    this.progress.events += 1;
    this.revisions.see({ index: BigInt(index), stream: leaf.stream, revision: Number(leaf.revision) });
    if (wrong) this.findings.add(wrong === 'damaged' ? 'event-damaged' : 'event-not-canonical', about());
    if (index < sealed) this.entries.push(entry);
    else this.unsealed += 1;
    if (leaf.isSent && !isOfStore(leaf)) this.findings.add('event-hidden', about());
  }

  private async finish(size: bigint): Promise<void> {
    await this.grow();
    await this.tree!.finish();
    if (this.tree!.size < size) this.findings.add('event-missing', { index: String(this.tree!.size), detail: `the checkpoint speaks of ${size} leaves` });
    if (this.unsealed > 0) this.findings.add('unsealed', { detail: `${this.unsealed} events` });
    this.watch.spent('tree');
  }

  private async folded(): Promise<FoldedEvents> {
    try {
      return await this.pieces.folded();
    } catch (error) {
      if (!this.findings.has('internal')) this.findings.add('internal', { detail: (error as Error).message });
      return { folded: [], ms: 0 };
    } finally {
      this.watch.spent('wait');
    }
  }

  async report(): Promise<IntegrityReport> {
    const { folded, ms } = await this.folded();
    const verdict = verdictOf(this.findings, this.progress);
    const { address, clock, folding } = this.options;
    return reportOf({
      checked: 'server', of: address, from: this.at, to: clock(), verdict, leaves: Number(this.tree?.size ?? 0), folded, isFoldBeside: folding.isBeside,
      spentOn: (step) => (step === 'fold' ? ms : this.watch.of(step)),
      notChecked: ['stored-bytes', ...(this.unsealed > 0 ? (['unsealed'] as const) : []), ...notCheckedWithout(this.options, verdict), 'evidence'],
    });
  }
}
