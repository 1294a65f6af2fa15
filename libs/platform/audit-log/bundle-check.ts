import type { BundleArchive } from './bundle-archive';
import { Damaged } from './bundle-archive';
import { EVENT_LINE_BYTES_MAX, linesOf, parseBundledEvent, type ParsedBundledEvent } from './bundle-event';
import { checkBundledEvent, named, Revisions } from './bundle-event-check';
import { isBundleName, MANIFEST, MANIFEST_BYTES_MAX, parseManifest, proofName, treeProofName, type BundleManifest } from './bundle-manifest';
import { checkReports } from './bundle-report-check';
import { hashAt, tilesOf, TreeCheck, type KnownRoot } from './bundle-tree-check';
import { sameBytes } from './bytes';
import type { Checkpoint } from './checkpoint';
import { heldCheckpoint, judgeCosignatures, lookAtCheckpoint, policyOf } from './checkpoint-trust';
import { checkHeld, checkPrevious, parseConsistencyProof, type HeldCheckpoint } from './held-checkpoint';
import type { Findings } from './finding';
import { checkLateEntry } from './late-entry';
import { leafFilter } from './leaf-filter';
import { Malformed } from './malformed';
import { emptyRoot, leafHash } from './merkle-tree';
import { parsePolicy } from './policy';
import { byRoots, ReportRoots, rootFromTiles, type ReportTree } from './report-roots';
import { TILE_WIDTH, tileWidth } from './tile';
import { parseTlogProof } from './tlog-proof';
import { asText } from './utf8';
import { verifyConsistency, verifyInclusion } from './verify-proof';
import type { Progress, VerifyBundleOptions } from './verify-bundle';

const NOTE_BYTES_MAX = 1_000_000;
const PROOF_BYTES_MAX = 2_000_000;

/** All steps, in order. Throws `Malformed` or `Damaged` where it cannot go on. */
export async function checkBundle(archive: BundleArchive, options: VerifyBundleOptions, findings: Findings, progress: Progress): Promise<void> {
  const { onStep = () => undefined } = options;
  const manifest = parseManifest(await archive.read(MANIFEST, MANIFEST_BYTES_MAX));
  const note = await archive.read('checkpoint', NOTE_BYTES_MAX);
  const own = policyOf(options);
  const policy = own ?? (archive.has('policy.txt') ? parsePolicy(await archive.read('policy.txt', NOTE_BYTES_MAX)) : undefined);
  if (own === undefined) findings.add('own-policy');
  const looked = await lookAtCheckpoint(note, policy, findings, 'checkpoint', options.using);
  progress.looked = looked;
  if (looked.opened && policy) judgeCosignatures(looked.opened, policy, options, findings);
  onStep('signatures');
  agreesWithManifest(looked.checkpoint, manifest, findings);
  await checkFiles(archive, manifest, findings);
  onStep('read');

  const held: HeldCheckpoint = { known: await heldCheckpoint(options, policy), shown: false };
  const previous = await checkPrevious(archive, looked.checkpoint, policy, findings, options.using);
  const roots = checkHeld(held, previous, looked.checkpoint, findings);
  onStep('checkpoint');
  const steps = new EventSteps(archive, manifest, looked.checkpoint, note, findings, progress, options);
  await (manifest.selection.proof === 'proofs' ? steps.byProofs() : manifest.selection.events === 'all' ? steps.wholeTree(roots) : steps.byTiles(roots));
  if (held.known && !held.shown && manifest.selection.proof === 'proofs') findings.add('consistency-unproven', { size: String(held.known.size) });
  await steps.tellReportRoots();
  onStep('tree');
  await checkReports(archive, manifest, findings);
  onStep('read');
}

function agreesWithManifest({ origin, size, root }: Checkpoint, manifest: BundleManifest, findings: Findings): void {
  const differs = [...(origin === manifest.origin ? [] : ['origin']), ...(size === manifest.size ? [] : ['size']), ...(sameBytes(root, manifest.root) ? [] : ['root'])];
  if (differs.length > 0) findings.add('manifest-differs', { file: MANIFEST, differs });
}

/** That the archive holds the files of the manifest, byte for byte, and no other. */
async function checkFiles(archive: BundleArchive, { files }: BundleManifest, findings: Findings): Promise<void> {
  for (const name of archive.names) {
    if (!isBundleName(name) && name !== MANIFEST) throw new Malformed('bundle', 'it holds a file that no bundle has');
    if (!files.has(name) && name !== MANIFEST) findings.add('file-unlisted', { file: name });
  }
  for (const [name, { size, sha256 }] of files) {
    if (!archive.has(name)) findings.add('file-missing', { file: name });
    else if (archive.size(name) !== size || !(await hasHash(archive, name, sha256))) findings.add('file-differs', { file: name });
  }
}

async function hasHash(archive: BundleArchive, name: string, sha256: Uint8Array): Promise<boolean> {
  try {
    return sameBytes(await archive.sha256(name), sha256);
  } catch (error) {
    if (error instanceof Damaged) return false;
    throw error;
  }
}

/** Goes through the events, each with what shows that it is in the tree. */
class EventSteps {
  private readonly isLeaf: (stream: string) => boolean;
  private readonly revisions: Revisions;
  private readonly reports: ReportRoots;

  constructor(
    private readonly archive: BundleArchive,
    private readonly manifest: BundleManifest,
    private readonly checkpoint: Checkpoint,
    private readonly note: Uint8Array,
    private readonly findings: Findings,
    private readonly progress: Progress,
    private readonly options: VerifyBundleOptions,
  ) {
    this.isLeaf = leafFilter(manifest.pattern);
    this.revisions = new Revisions(findings, manifest.selection.from === undefined);
    this.reports = new ReportRoots(findings);
  }

  /** Every leaf is an event of the bundle: the whole tree is made again from them. */
  async wholeTree(roots: readonly KnownRoot[]): Promise<void> {
    const tree = this.tree(roots);
    for await (const event of this.events()) {
      if (event.index !== tree.size) {
        this.findings.add('event-missing', { index: String(tree.size), detail: `the event of index ${event.index} comes next` });
        return;
      }
      await tree.append(leafHash(event.entry), event.entry);
    }
    await tree.finish();
    if (tree.size !== this.checkpoint.size) this.findings.add('event-missing', { index: String(tree.size), detail: `the checkpoint speaks of ${this.checkpoint.size} leaves` });
  }

  /** The tree is made again from its lowest tiles, and the selected events are compared with its leaves. */
  async byTiles(roots: readonly KnownRoot[]): Promise<void> {
    const tree = this.tree(roots);
    const tiles = tilesOf(this.archive);
    const events = this.events();
    let next = await events.next();
    for (let index = 0n; index * BigInt(TILE_WIDTH) < this.checkpoint.size; index++) {
      const width = tileWidth(0, index, this.checkpoint.size);
      const tile = await tiles({ level: 0, index, width });
      if (tile?.length !== width * 32) throw new Malformed('bundle', `a tile for the leaves from ${index * BigInt(TILE_WIDTH)} is missing or has another length`);
      for (let i = 0; i < width; i++) {
        const leaf = hashAt(tile, i);
        if (!next.done && next.value.index === tree.size) {
          if (!sameBytes(leafHash(next.value.entry), leaf)) this.findings.add('event-differs', { ...named(next.value.index, next.value.says), detail: 'its leaf is not the one in the tree' });
          next = await events.next();
        }
        await tree.append(leaf);
      }
    }
    await tree.finish();
    if (!next.done) this.findings.add('not-included', named(next.value.index, next.value.says));
    for (; !next.done; next = await events.next());
  }

  /** Each event has a proof of its own. */
  async byProofs(): Promise<void> {
    let shown = 0;
    for await (const event of this.events()) {
      const name = proofName(event.index);
      if (!this.archive.has(name)) this.findings.add('file-missing', { ...named(event.index, event.says), file: name });
      else {
        shown++;
        if (!(await this.isProved(event, name))) this.findings.add('not-included', { ...named(event.index, event.says), file: name });
      }
    }
    const proofs = this.archive.names.filter((name) => name.startsWith('proofs/')).length;
    if (proofs !== shown) this.findings.add('event-missing', { detail: `${proofs} proofs for ${shown} events` });
  }

  /** The trees that recorded manifests speak of, once the tiles are known to be those of the checkpoint. */
  async tellReportRoots(): Promise<void> {
    const { size } = this.checkpoint;
    const byTiles = byRoots((at) => rootFromTiles(at, size, tilesOf(this.archive)));
    const reports = new Set(this.archive.names.filter((name) => name.startsWith('reports/')).map((name) => name.split('/', 2)[1]!));
    await this.reports.tell(
      (tree) => this.isKnownRoot(tree) ?? (this.manifest.selection.proof === 'tiles' ? byTiles(tree) : this.isProvedRoot(tree)),
      (stream) => reports.has(stream.slice(stream.indexOf('-') + 1)),
    );
  }

  /** For the trees whose roots need no proof: the empty one, and the checkpoint's. */
  private isKnownRoot({ size, root }: ReportTree): Promise<boolean> | undefined {
    if (size === 0n) return Promise.resolve(sameBytes(root, emptyRoot()));
    return size === this.checkpoint.size ? Promise.resolve(sameBytes(root, this.checkpoint.root)) : undefined;
  }

  /** Undefined where the bundle brings no proof, as those of version 1 do not. */
  private async isProvedRoot({ size, root }: ReportTree): Promise<boolean | undefined> {
    const name = treeProofName(size);
    if (!this.archive.has(name)) {
      if (this.archive.names.some((each) => each.startsWith('trees/'))) this.findings.add('file-missing', { file: name });
      return undefined;
    }
    const proof = parseConsistencyProof(await this.archive.read(name, PROOF_BYTES_MAX));
    return verifyConsistency(size, this.checkpoint.size, proof, root, this.checkpoint.root);
  }

  private async isProved({ index, entry }: ParsedBundledEvent, name: string): Promise<boolean> {
    const proof = parseTlogProof(await this.archive.read(name, PROOF_BYTES_MAX));
    if (proof.checkpoint !== asText(this.note) || proof.index !== index) return false;
    return verifyInclusion(index, this.checkpoint.size, leafHash(entry), proof.hashes, this.checkpoint.root);
  }

  private tree(roots: readonly KnownRoot[]): TreeCheck {
    const { size, root } = this.checkpoint;
    const signed: KnownRoot = { size, root, differs: () => this.findings.add('root-differs', { size: String(size) }) };
    return new TreeCheck([...roots, signed], tilesOf(this.archive), this.findings);
  }

  /** The events in ascending order of index, each compared with its entry. */
  private async *events(): AsyncGenerator<ParsedBundledEvent, undefined> {
    const total = Number(this.manifest.events);
    const { onStep = () => undefined } = this.options;
    let last = -1n;
    for await (const line of linesOf(this.archive.pieces('events.ndjson'), EVENT_LINE_BYTES_MAX)) {
      const event = parseBundledEvent(line);
      if (event.index <= last) throw new Malformed('events', `index ${event.index} comes after ${last}`);
      last = event.index;
      onStep('read');
      checkBundledEvent(event, this.findings);
      checkLateEntry(event, event.says.recordedAt, this.options.lateAfter, named(event.index, event.says), this.findings);
      if (!this.isLeaf(event.says.stream)) this.findings.add('event-unlisted', named(event.index, event.says));
      this.revisions.see({ index: event.index, stream: event.says.stream, revision: event.says.revision });
      this.reports.see(event.says, event.index, () => event.data);
      this.progress.events++;
      if (this.progress.events % 1_000 === 0) this.options.onProgress?.(this.progress.events, total);
      onStep('hash');
      yield event;
      onStep('tree');
    }
    this.options.onProgress?.(this.progress.events, total);
    if (this.progress.events !== total) this.findings.add('manifest-differs', { file: MANIFEST, differs: ['events'] });
    return undefined;
  }
}
