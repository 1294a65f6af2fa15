import { fromBase64 } from './base64';
import type { PublishedTile } from './bundle-tree-check';
import { sameBytes } from './bytes';
import type { Findings } from './finding';
import { GrowingTree } from './growing-tree';
import { Malformed } from './malformed';
import type { Hash } from './merkle-tree';
import { parseReportManifest, type ReportManifest } from './report-manifest';
import { HASH_BYTES } from './sha256';
import { partialTiles, tileWidth } from './tile';

const MANIFESTS = 'reports.manifest-';
const RECORDED = 'ReportManifestRecorded';

/** The first `size` leaves and their root, as a manifest tells them. */
export interface ReportTree {
  readonly size: bigint;
  readonly root: Hash;
}

interface Claim extends ReportTree {
  readonly where: { readonly index?: string; readonly stream: string; readonly revision: string };
}

/** An event that may record a report's manifest. */
export interface MaybeManifest {
  readonly stream: string;
  readonly revision: bigint | number;
  readonly type: string;
}

/**
 * The trees that the recorded manifests of reports speak of, compared with the tree that was made again: a report can be
 * reproduced from the first `treeSize` events only if those had that root.
 */
export class ReportRoots {
  private readonly claims: Claim[] = [];

  constructor(private readonly findings: Findings) {}

  /** An event behind the first `before` leaves; `isLeaf`: it is the next one. `data` are its stored bytes. */
  see({ stream, revision, type }: MaybeManifest, before: bigint, data: () => Uint8Array, isLeaf = true): void {
    const told = reportTree({ stream, type }, data);
    if (told === undefined) return;
    const { size, root } = told;
    const where = { ...(isLeaf && { index: String(before) }), stream, revision: String(revision) };
    if (size > before) this.findings.add('report-differs', { ...where, size: String(size), detail: 'its manifest speaks of a larger tree than there was' });
    else this.claims.push({ size, root, where });
  }

  /**
   * `isRoot`: whether the first so many leaves had that root; undefined when it cannot be known, which is not enough where
   * `isReliedOn` says of the manifest's stream that its report was handed out too.
   */
  async tell(isRoot: (tree: ReportTree) => Promise<boolean | undefined>, isReliedOn: (stream: string) => boolean = () => false): Promise<void> {
    for (const { where, ...tree } of this.claims) {
      const isTrue = await isRoot(tree);
      const about = { ...where, size: String(tree.size) };
      if (isTrue === undefined) this.findings.add(isReliedOn(where.stream) ? 'report-unproven' : 'not-verified', { ...about, detail: 'the root that its manifest tells: there are neither tiles nor a proof' });
      else if (!isTrue) this.findings.add('report-differs', { ...about, detail: 'its manifest tells another root than the tree had' });
    }
  }
}

/** The tree that an event's manifest speaks of; undefined for any other event. `data` are its stored bytes. */
export function reportTree({ stream, type }: Pick<MaybeManifest, 'stream' | 'type'>, data: () => Uint8Array): ReportTree | undefined {
  if (type !== RECORDED || !stream.startsWith(MANIFESTS)) return undefined;
  const knownAt = manifestOf(data())?.knownAt;
  return knownAt && { size: BigInt(knownAt.treeSize), root: fromBase64(knownAt.root)! };
}

/** Compares with roots that are known by size, each asked for once. */
export function byRoots(rootAt: (size: bigint) => Promise<Hash | undefined> | Hash | undefined): (tree: ReportTree) => Promise<boolean | undefined> {
  const roots = new Map<bigint, Hash | undefined>();
  return async ({ size, root }) => {
    if (!roots.has(size)) roots.set(size, await rootAt(size));
    const own = roots.get(size);
    return own && sameBytes(own, root);
  };
}

/** The root of the first `size` leaves of a larger tree, by its published tiles; undefined when one of them is missing. */
export async function rootFromTiles(size: bigint, within: bigint, published: PublishedTile): Promise<Hash | undefined> {
  const edge = new Map<number, Uint8Array>();
  for (const { level, index, width } of partialTiles(size)) {
    const tile = await published({ level, index, width: tileWidth(level, index, within) });
    if (tile === undefined) return undefined;
    edge.set(level, tile.slice(0, width * HASH_BYTES));
  }
  return GrowingTree.resume(size, ({ level }) => edge.get(level)!).root();
}

function manifestOf(data: Uint8Array): ReportManifest | undefined {
  try {
    return parseReportManifest(data);
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}
