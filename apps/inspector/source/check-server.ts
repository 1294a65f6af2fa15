import type { JsonObject } from '@ledger/kit';
import {
  canonicalJson, Findings, formatEntryBundle, formatLeafEntry, heldCheckpoint, judgeCosignatures, leafEntryOf, leafHash, lookAtCheckpoint, policyOf, Revisions, TILE_WIDTH, TreeCheck, verdictOf,
  type Checkpoint, type KnownRoot, type LookedAtCheckpoint, type Policy, type Progress, type PublishedTile,
} from '@ledger/platform/audit-log';
import { sameBytes } from '@ledger/platform/audit-log/bytes';
import { FoldedLedger } from '@ledger/platform/fold';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { recordedOf } from '@ledger/ui/api/recorded';
import type { CheckOptions } from './check-bundle';
import { notCheckedWithout, reportOf, type IntegrityReport, type IntegrityStep } from './integrity-report';
import type { LedgerSource } from './ledger-source';
import { everyEvent, everyTile, pathOf } from './read-ledger';
import { quickEntry } from './quick-entry';
import { Stopwatch } from './stopwatch';

export interface ServerCheckOptions extends CheckOptions {
  readonly source: LedgerSource;
  /** The server's address. */
  readonly address: string;
  /** The keys that the server says are its own, a vkey a line: believed only where the verifier brings no policy. */
  readonly ownKeys: string;
}

const encoder = new TextEncoder();

/** Reads every event and tile that the server gives, hashes all of it again, and folds it. Never throws for what it reads. */
export async function checkServer(options: ServerCheckOptions): Promise<IntegrityReport> {
  const run = new ServerCheck(options);
  try {
    await run.check();
  } catch (error) {
    run.findings.add((error as Error).name === 'Malformed' ? 'malformed' : 'unreadable', { detail: (error as Error).message });
  }
  return run.report();
}

class ServerCheck {
  readonly findings = new Findings();
  private readonly progress: Progress = { events: 0 };
  private readonly watch: Stopwatch<IntegrityStep>;
  private readonly at: number;
  private readonly revisions = new Revisions(this.findings, true);
  private tree: TreeCheck | undefined;
  private folded: IntegrityReport['folded'] = [];
  private readonly quick = new Map<RecordedEvent, Uint8Array>();
  private unsealed = 0;

  constructor(private readonly options: ServerCheckOptions) {
    this.at = options.clock();
    this.watch = new Stopwatch(options.clock);
  }

  async check(): Promise<void> {
    const { source, registers } = this.options;
    const note = await source.checkpoint();
    if (note === undefined) this.findings.add('never-sealed');
    const policy = this.policy();
    const looked = note === undefined ? undefined : await this.lookAt(note, policy);
    this.watch.spent('signatures');
    const size = looked?.checkpoint.size ?? 0n;
    const roots = looked ? await this.rootsOf(looked.checkpoint, policy) : [];
    this.watch.spent('checkpoint');

    const sealedNames = new Set(registers.map(({ name }) => name));
    const isLeaf = ({ stream }: RecordedEvent): boolean => sealedNames.has(stream.split('.', 1)[0]!);
    const [events, tiles] = await Promise.all([everyEvent(source, size, (page, done) => this.take(page.filter(isLeaf), done, Number(size))), everyTile(source, size)]);
    this.watch.spent('read');
    const published: PublishedTile = (tile) => Promise.resolve(tiles.get(pathOf(tile)));
    const entries = await this.hash(events.filter(isLeaf), Number(size), published);
    this.watch.spent('hash');
    this.tree = new TreeCheck(roots, published, this.findings);
    await this.grow(entries, size);
    this.watch.spent('tree');
    this.fold(events);
    this.watch.spent('fold');
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

  /** Makes the entries of a page while the server makes the next one. */
  private take(page: readonly RecordedEvent[], done: number, total: number): void {
    this.watch.spent('read');
    for (const event of page) this.quick.set(event, quickEntry(event));
    this.watch.spent('hash');
    this.tell('read', done, total);
  }

  /** The sealed leaves' entries, made from the events alone; with all care where the quick ones are not what was published. */
  private async hash(leaves: readonly RecordedEvent[], sealed: number, published: PublishedTile): Promise<Uint8Array[]> {
    for (const [index, { stream, revision }] of leaves.entries()) this.revisions.see({ index: BigInt(index), stream, revision: Number(revision) });
    this.progress.events = leaves.length;
    this.unsealed = Math.max(0, leaves.length - sealed);
    const entries: Uint8Array[] = [];
    for (let from = 0; from < Math.min(sealed, leaves.length); from += TILE_WIDTH) {
      const together = leaves.slice(from, Math.min(from + TILE_WIDTH, sealed));
      const quick = together.map((event) => this.quick.get(event)!);
      const bundle = await published({ level: 'entries', index: BigInt(from / TILE_WIDTH), width: together.length });
      entries.push(...(bundle !== undefined && isBundleOf(quick, bundle) ? quick : together.map(carefulEntry)));
      this.tell('hash', from + together.length, leaves.length);
    }
    return entries;
  }

  private async grow(entries: readonly Uint8Array[], size: bigint): Promise<void> {
    const sealed = Number(size);
    for (const [index, entry] of entries.entries()) {
      await this.tree!.append(leafHash(entry), entry);
      if (index % 1_000 === 0) this.tell('tree', index, sealed);
    }
    await this.tree!.finish();
    if (entries.length < sealed) this.findings.add('event-missing', { index: String(entries.length), detail: `the checkpoint speaks of ${size} leaves` });
    if (this.unsealed > 0) this.findings.add('unsealed', { detail: `${this.unsealed} events` });
  }

  private fold(events: readonly RecordedEvent[]): void {
    const projections = this.options.registers.flatMap((register) => register.projections);
    const ledger = new FoldedLedger(projections);
    ledger.append(events.map(recordedOf));
    let done = 0;
    this.folded = ledger.foldAll(undefined, () => this.tell('fold', (done += 1), projections.length));
  }

  private tell(step: IntegrityStep, done: number, total: number): void {
    this.options.onProgress?.({ step, done, total });
  }

  report(): IntegrityReport {
    const verdict = verdictOf(this.findings, this.progress);
    const { address, clock } = this.options;
    return reportOf({
      checked: 'server', of: address, from: this.at, to: clock(), verdict, leaves: Number(this.tree?.size ?? 0), spentOn: (step) => this.watch.of(step), folded: this.folded,
      notChecked: ['stored-bytes', ...(this.unsealed > 0 ? (['unsealed'] as const) : []), ...notCheckedWithout(this.options, verdict), 'evidence'],
    });
  }
}

/** Throws `NotCanonical` for an event that cannot have been sealed. */
function carefulEntry({ stream, revision, id, type, data, metadata }: RecordedEvent): Uint8Array {
  const [dataBytes, metadataBytes] = [data, metadata as unknown as JsonObject].map((json) => encoder.encode(canonicalJson(json)));
  return formatLeafEntry(leafEntryOf({ stream, revision: BigInt(revision), id, type, recordedAt: metadata.recordedAt, data: dataBytes!, metadata: metadataBytes! }));
}

const isBundleOf = (entries: readonly Uint8Array[], bundle: Uint8Array): boolean => sameBytes(formatEntryBundle(entries), bundle);
