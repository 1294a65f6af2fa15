import { formatBundledEvent, type BundledEvent } from './bundle-event';
import { formatManifest, isBundleName, MANIFEST, proofName, treeProofName, type BundleManifest, type BundleSelection } from './bundle-manifest';
import { ZipWriter, type WrittenFile, type ZipSink } from './bundle-zip';
import { parseCheckpoint } from './checkpoint';
import { formatConsistencyProof } from './held-checkpoint';
import { parseLeafEntry } from './leaf-entry';
import type { Hash } from './merkle-tree';
import { reportTree } from './report-roots';
import { parseNote } from './signed-note';
import { TILE_WIDTH, tilePath, tileWidth, type Tile } from './tile';
import { toUtf8 } from './utf8';

/** What goes into a bundle. The same content gives the same bytes. */
export interface BundleContent {
  /** The note as published. */
  readonly checkpoint: string;
  readonly pattern: string;
  readonly selection: BundleSelection;
  /** In ascending order of index; every leaf of the checkpoint when the selection says `all`. */
  readonly events: AsyncIterable<BundledEvent>;
  /** A tile or bundle of entries of the checkpoint's tree; used where the selection proves by tiles. */
  readonly tile: (tile: Tile) => Uint8Array | Promise<Uint8Array>;
  /** The text of a `.tlog-proof` for the checkpoint; used where it proves one by one. */
  readonly proof: (index: bigint) => string | Promise<string>;
  /** The consistency proof from the tree of so many leaves to the checkpoint's; without it the trees of reports are not shown where it proves one by one. */
  readonly treeProof?: (size: bigint) => readonly Hash[];
  readonly policy?: string;
  /** A checkpoint the inspector has, and the proof from it to this one. */
  readonly previous?: { readonly checkpoint: string; readonly proof: readonly Hash[] };
  /** Files of reports by their names, `reports/<id>/…`. */
  readonly reports?: ReadonlyMap<string, Uint8Array>;
}

const PIECE_CHARACTERS = 1 << 18;

/** Writes a bundle and gives its manifest. Events and tiles pass through, so memory stays small; only proofs are kept in mind by their index. */
export async function writeBundle(sink: ZipSink, content: BundleContent): Promise<BundleManifest> {
  const { checkpoint, previous, policy, selection, pattern, treeProof } = content;
  const zip = new ZipWriter(sink);
  const files = new Map<string, WrittenFile>();
  const add = async (name: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> => {
    if (!isBundleName(name)) throw new RangeError(`a bundle holds no ${name}`);
    files.set(name, await zip.add(name, bytes));
  };
  const { origin, size, root } = parseCheckpoint(parseNote(checkpoint).text);
  await add('checkpoint', toUtf8(checkpoint));
  if (previous) {
    await add('checkpoint.previous', toUtf8(previous.checkpoint));
    await add('consistency.proof', toUtf8(formatConsistencyProof(previous.proof)));
  }
  const indexes: bigint[] = [];
  let events = 0n;
  const trees = new Set<bigint>();
  const seen = (event: BundledEvent): void => {
    events++;
    if (selection.proof !== 'proofs') return;
    indexes.push(event.index);
    const told = treeOf(event);
    // Of an empty tree and of the checkpoint's own the root is known.
    if (treeProof && told !== undefined && told > 0n && told < size) trees.add(told);
  };
  await add('events.ndjson', eventLines(content.events, seen));
  if (policy !== undefined) await add('policy.txt', toUtf8(policy));
  for (const index of inNameOrder(indexes, proofName)) await add(proofName(index), toUtf8(await content.proof(index)));
  for (const tree of inNameOrder([...trees], treeProofName)) await add(treeProofName(tree), toUtf8(formatConsistencyProof(treeProof!(tree))));
  for (const [name, bytes] of [...(content.reports ?? [])].toSorted(([one], [other]) => (one < other ? -1 : 1))) await add(name, bytes);
  if (selection.proof === 'tiles') for (const tile of tilesOfTree(size, selection.events === 'all')) await add(tilePath(tile.level, tile.index, tile.width), await content.tile(tile));
  const manifest: BundleManifest = { origin, size, root, pattern, selection, events, files };
  await zip.add(MANIFEST, formatManifest(manifest));
  zip.finish();
  return manifest;
}

async function* eventLines(events: AsyncIterable<BundledEvent>, seen: (event: BundledEvent) => void): AsyncGenerator<Uint8Array> {
  let lines = '';
  for await (const event of events) {
    seen(event);
    lines += `${formatBundledEvent(event)}\n`;
    if (lines.length < PIECE_CHARACTERS) continue;
    yield toUtf8(lines);
    lines = '';
  }
  if (lines !== '') yield toUtf8(lines);
}

/** The size of the tree that an event's manifest speaks of. */
function treeOf({ entry, data }: BundledEvent): bigint | undefined {
  const says = parseLeafEntry(entry);
  return reportTree(says, () => data)?.size;
}

const inNameOrder = (numbers: readonly bigint[], nameOf: (of: bigint) => string): bigint[] => numbers.toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));

/** Every hash tile of a tree, level by level, and its bundles of entries when asked for. */
export function* tilesOfTree(size: bigint, withEntries: boolean): Generator<Tile> {
  for (let level = 0; size >> BigInt(8 * level) > 0n; level++) yield* row(level, size >> BigInt(8 * level), size);
  if (withEntries) for (const { index, width } of row(0, size, size)) yield { level: 'entries', index, width };
}

function* row(level: number, hashes: bigint, size: bigint): Generator<Tile<number>> {
  for (let index = 0n; index * BigInt(TILE_WIDTH) < hashes; index++) yield { level, index, width: tileWidth(level, index, size) };
}
