import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { emptyRoot, formatCheckpoint, formatVerifierKey, rootOf, signNote, subtreesFromTiles, type Hash } from '@ledger/platform/audit-log/node';
import type { EventStore } from '@ledger/platform/event-store';
import { appendCheckpoint, Superseded, type SealedCheckpoint } from './checkpoint-stream';
import type { Cosigning } from './cosigning';
import { verifiedLast, whereToGoOn } from './log-beginning';
import type { LogKeys } from './log-keys';
import type { PublishedCheckpoint } from './published-checkpoint';
import { Publisher } from './publisher';
import type { SealerState, SealerStatus } from './sealer-status';
import { isSignedToday, signedToday } from './signed-today';
import { TileFolder } from './tile-folder';
import { SealerRefused, type Tree, type TreeHead, type TreeState } from './tree';

const INTERVAL_MS = 1_000;
const RETRY_MAX_MS = 30_000;

export interface SealerOptions {
  readonly store: EventStore;
  readonly tree: Tree;
  /** The audit folder, where the tree has its tiles. */
  readonly folder: string;
  /** The folder of the keys. */
  readonly keyFolder: string;
  /** Read anew before every checkpoint, so that a rotation is seen. */
  readonly keys: () => Promise<LogKeys>;
  /** The ledger's clock, by which what is recorded is dated. */
  readonly now: () => number;
  /** While it answers true no checkpoint is made. */
  readonly isHeld?: () => boolean;
  readonly cosigning?: Cosigning;
  /** Least time from one checkpoint to the next; default a second. */
  readonly intervalMs?: number;
  readonly log?: { error(details: object, message: string): void; warn(details: object, message: string): void };
}

/**
 * Seals the event log: what is new becomes leaves, the tree a checkpoint, signed, recorded by compare and swap, cosigned and
 * published. Killed anywhere, it goes on where the last recorded checkpoint stands; another sealer on the same store is noticed
 * when a checkpoint cannot be recorded, and what it recorded is accepted only when this one's tree agrees with it.
 */
export class Sealer {
  private state: SealerState = 'starting';
  private error: string | undefined;
  private last: SealedCheckpoint | undefined;
  private head: TreeHead | undefined;
  private sealedAt: number | undefined;
  private signing: LogKeys | undefined;
  private rebuilt = false;
  private isOpen = false;
  private failures = 0;
  private queued: Promise<SealedCheckpoint> | undefined;
  private running: Promise<unknown> = Promise.resolve();
  private following: Promise<void> | undefined;
  private first: Promise<unknown> | undefined;
  private readonly closing = new AbortController();
  private readonly publisher: Publisher;
  private readonly tiles: TileFolder;

  constructor(private readonly options: SealerOptions) {
    this.tiles = new TileFolder(options.folder);
    this.publisher = new Publisher({ store: options.store, folder: options.folder, cosigning: options.cosigning, recordedAt: () => this.recordedAt() });
  }

  /** Begins to follow the log; what goes wrong from here on is in the status. Rejects when there is no usable key. */
  async start(): Promise<void> {
    this.signing = await this.options.keys();
    this.first = this.request().then((sealed) => this.published(sealed)).catch(() => undefined);
    this.following = this.follow();
  }

  /** Seals what is recorded, so that nothing is left without a seal while nobody looks, and stops. */
  async close(): Promise<void> {
    if (this.state === 'sealing') await this.request().catch(() => undefined);
    this.closing.abort();
    await this.following;
    await this.running.catch(() => undefined);
    await this.publisher.close();
    await this.options.tree.close();
    this.state = 'closed';
  }

  /**
   * The note of a checkpoint that covers everything recorded before the call, published; the latest one when nothing is new.
   * Calls that come together share one. Rejects with what keeps the sealer from sealing.
   */
  async checkpointNow(): Promise<string> {
    return (await this.published(await this.request())).note;
  }

  /** Resolves when the first run since the start is over, and what it came to is public or cannot be. */
  async found(): Promise<void> {
    await this.first;
  }

  /** The checkpoint that is public; undefined before the first. */
  latest(): PublishedCheckpoint | undefined {
    return this.publisher.latest();
  }

  /** The keys that sign, and the note of the last rotation. */
  async keys(): Promise<LogKeys> {
    return (this.signing = await this.options.keys());
  }

  status(): SealerStatus {
    const { signing, last, head, sealedAt, error } = this;
    const published = this.publisher.latest();
    return {
      state: this.state,
      ...(signing && { origin: signing.origin }),
      keys: signing?.signers.map(formatVerifierKey) ?? [],
      size: last?.size ?? 0n,
      position: head?.position ?? 0n,
      ...(sealedAt !== undefined && { sealedAt }),
      ...(published && { published: { size: published.size, quorumMet: published.quorumMet } }),
      ...(this.options.cosigning && { witnesses: this.options.cosigning.status() }),
      rebuilt: this.rebuilt,
      ...(error !== undefined && { error }),
    };
  }

  private async follow(): Promise<void> {
    const interval = this.options.intervalMs ?? INTERVAL_MS;
    while (!this.closing.signal.aborted) {
      await this.request().catch(() => undefined);
      if (this.state === 'refused') return;
      const pause = this.state === 'failing' ? Math.min(RETRY_MAX_MS, interval * 2 ** Math.min(this.failures, 10)) : interval;
      await sleep(pause, undefined, { signal: this.closing.signal }).catch(() => undefined);
    }
  }

  /** One run at a time; whoever asks during one gets the next, which begins after they asked. */
  private request(): Promise<SealedCheckpoint> {
    if (this.closing.signal.aborted) return Promise.reject(new Error('the sealer is closed'));
    return (this.queued ??= this.afterRunning());
  }

  private async afterRunning(): Promise<SealedCheckpoint> {
    await this.running.catch(() => undefined);
    this.queued = undefined;
    const run = this.run();
    this.running = run;
    return run;
  }

  /** Publication is waited for by those who asked for a checkpoint, not by the next run: witnesses may take their time. */
  private async published(checkpoint: SealedCheckpoint): Promise<PublishedCheckpoint> {
    const latest = this.publisher.latest();
    if (latest === undefined || latest.size < checkpoint.size) return this.publisher.publish(checkpoint);
    if (latest.size > checkpoint.size) return latest;
    const current = await signedToday(checkpoint, await this.keys());
    if (!isSignedToday(latest.note, this.signing!)) return this.publisher.publish(current);
    // Witnesses that were away are asked again, but nobody waits for them a second time.
    if (!latest.quorumMet) this.publisher.publish(current).catch((error: Error) => this.notPublished(error));
    return latest;
  }

  private async run(): Promise<SealedCheckpoint> {
    if (this.state === 'refused') throw new SealerRefused(this.error ?? 'the sealer has refused to go on');
    if (this.options.isHeld?.()) {
      this.state = 'held';
      throw new Error('nothing is sealed while the ledger is being loaded');
    }
    try {
      const checkpoint = await this.seal();
      Object.assign(this, { state: 'sealing', error: undefined, failures: 0 });
      this.published(checkpoint).catch((error: Error) => this.notPublished(error));
      return checkpoint;
    } catch (error) {
      this.failed(error as Error);
      throw error;
    }
  }

  private notPublished(error: Error): void {
    if (this.closing.signal.aborted) return;
    if (this.error !== error.message) this.options.log?.error({ err: error }, 'a checkpoint could not be published; it is tried again');
    this.error = error.message;
  }

  private failed(error: Error): void {
    // Whatever went wrong, the next run takes everything up from what is recorded.
    this.isOpen = false;
    this.failures += 1;
    const refused = error instanceof SealerRefused;
    if (refused || this.error !== error.message) this.options.log?.error({ err: error }, refused ? 'the sealer refuses to go on' : 'sealing has failed; it is tried again');
    this.error = error.message;
    this.state = refused ? 'refused' : 'failing';
  }

  private async seal(): Promise<SealedCheckpoint> {
    if (!this.isOpen) await this.open();
    do {
      this.head = await this.options.tree.advance();
      if (this.head.size > this.last!.size) this.last = await this.record(this.head);
    } while (this.head.more);
    return this.last!;
  }

  private async record(head: TreeState): Promise<SealedCheckpoint> {
    const { store } = this.options;
    try {
      const recorded = await appendCheckpoint(store, await this.sign(head), { after: this.last, recordedAt: this.recordedAt() });
      this.sealedAt = Date.now();
      return recorded;
    } catch (error) {
      if (error instanceof Superseded) return this.adopt();
      throw error;
    }
  }

  private async sign({ size, root }: TreeState): Promise<string> {
    const { origin, signers } = await this.keys();
    return signNote(formatCheckpoint({ origin, size, root }), signers);
  }

  /** Another sealer was first: its checkpoint is taken for the last one if it is of the same tree. */
  private async adopt(): Promise<SealedCheckpoint> {
    const theirs = await verifiedLast(this.options.store, this.signing!);
    if (theirs === undefined) throw new SealerRefused('the stream of checkpoints has been emptied');
    while ((this.head?.size ?? 0n) < theirs.size) {
      const before = this.head?.size;
      this.head = await this.options.tree.advance();
      if (this.head.size === before) throw new SealerRefused(`another sealer has signed a checkpoint of size ${theirs.size}, but there are only ${before} events to seal`);
    }
    const root = theirs.size === 0n ? emptyRoot() : this.rootAt(theirs.size);
    if (!Buffer.from(root).equals(theirs.root)) throw new SealerRefused(`another sealer has signed another root at size ${theirs.size}: two stores are sealed under one name`);
    return theirs;
  }

  private rootAt(size: bigint): Hash {
    return rootOf(size, subtreesFromTiles(size, (tile) => this.tiles.read(tile)));
  }

  private async open(): Promise<void> {
    await mkdir(this.options.folder, { recursive: true });
    const last = await whereToGoOn(this.options, await this.keys(), { recordedAt: this.recordedAt(), sign: (tree) => this.sign(tree) });
    const { rebuilt } = await this.options.tree.open(last);
    if (rebuilt) this.options.log?.warn({ size: last.size.toString() }, 'the tiles were made again from the events; their root is the last checkpoint’s');
    this.rebuilt ||= rebuilt;
    this.last = last;
    this.isOpen = true;
    await this.publisher.resume(last);
  }

  private recordedAt(): string {
    return new Date(this.options.now()).toISOString();
  }
}
