import { consistencyProof, Findings, formatReportManifest, formatTlogProof, inclusionProof, leafFilter, parseCheckpoint, parseNote, parseReportManifest, registerOf, reportFile, subtreesFromTiles, writeBundle, type BundledEvent, type BundleManifest, type BundleSelection, type Subtrees, type ZipSink } from '@ledger/platform/audit-log/node';
import type { TileFolder } from '@ledger/platform/sealer';
import { storedLeaves, type EventSource, type StoredLeaf } from './stored-leaves';

/** Up to so many selected events bring a proof each; beyond, the tree's hash tiles are shorter. */
export const PROOFS_MAX = 5_000;

/** Which part of the ledger: nothing given, all of it. */
export interface ExportSelection {
  readonly register?: string;
  /** Streams in which an event speaks of this unit: in its data, its actor, or the stream's name. */
  readonly unit?: string;
  /** Days `YYYY-MM-DD` in UTC, inclusive, of `recordedAt`. */
  readonly from?: string;
  readonly to?: string;
}

export interface BundleExport extends EventSource {
  readonly pattern: RegExp;
  readonly tiles: TileFolder;
  /** The note as published. */
  readonly checkpoint: string;
  readonly selection: ExportSelection;
  readonly policy?: string;
  /** The checkpoint that the inspector holds already. */
  readonly held?: string;
  /** Outputs of reports, as canonical JSON, by the ids of their manifests, which the ledger has recorded. */
  readonly reports?: ReadonlyMap<string, Uint8Array>;
  readonly onProgress?: (done: bigint, total: bigint) => void;
}

/** The events cannot be exported as they are; the message says what to do. */
export class NotExportable extends Error {
  override readonly name = 'NotExportable';
}

/**
 * Writes a bundle of the events under a checkpoint as the store holds them now, with what was published of them: whether both
 * agree is for whoever verifies the bundle to find. The same ledger, checkpoint and selection give the same bytes.
 * Throws `NotExportable` when events under the checkpoint cannot be read, and `TileMissing`.
 */
export async function exportBundle(options: BundleExport, sink: ZipSink): Promise<BundleManifest> {
  const { checkpoint, tiles, selection, policy, held, pattern } = options;
  leafFilter(pattern.source);
  const { size } = parseCheckpoint(parseNote(checkpoint).text);
  const subtrees = subtreesFromTiles(size, (tile) => tiles.read(tile));
  const chosen = await choose(options, size);
  const files = await reportFiles(options);
  return writeBundle(sink, {
    checkpoint,
    pattern: pattern.source,
    selection: bundleSelection(selection, chosen?.count),
    events: bundledEvents(options, size, chosen?.isSelected),
    tile: (tile) => tiles.read(tile),
    proof: (index) => formatTlogProof({ index, hashes: inclusionProof(index, size, subtrees), checkpoint }),
    treeProof: (older) => consistencyProof(older, size, subtrees),
    ...(policy !== undefined && { policy }),
    ...(held !== undefined && { previous: previousOf(held, size, subtrees) }),
    reports: files,
  });
}

function bundleSelection(selection: ExportSelection, count: bigint | undefined): BundleSelection {
  if (count === undefined) return { events: 'all', proof: 'tiles' };
  const given = Object.fromEntries(Object.entries(selection).filter(([, value]) => value !== undefined));
  return { events: 'selected', proof: count <= BigInt(PROOFS_MAX) ? 'proofs' : 'tiles', ...given };
}

function previousOf(held: string, size: bigint, subtrees: Subtrees) {
  const older = parseCheckpoint(parseNote(held).text);
  if (older.size === 0n || older.size > size) throw new NotExportable(`a checkpoint of size ${older.size} has no proof to one of size ${size}`);
  return { checkpoint: held, proof: consistencyProof(older.size, size, subtrees) };
}

const manifestStream = (id: string): string => `reports.manifest-${id}`;

/** The manifest of each report as it was recorded, and the output that is handed out with it: whether they fit, the verifier finds. */
async function reportFiles({ store, reports }: BundleExport): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const [id, output] of reports ?? []) {
    let manifest: Uint8Array | undefined;
    for await (const [first] of store.readStream(manifestStream(id), { limit: 1 })) if (first) manifest = formatReportManifest(parseReportManifest(JSON.stringify(first.data)));
    if (manifest === undefined) throw new NotExportable(`this ledger has no manifest ${id}`);
    files.set(reportFile(id, 'manifest'), manifest).set(reportFile(id, 'output'), output);
  }
  return files;
}

type IsSelected = (leaf: StoredLeaf) => boolean;

/** Which events are selected, and how many; undefined for all. Units select whole streams, so that a gap in one still shows. */
async function choose(options: BundleExport, size: bigint): Promise<{ isSelected: IsSelected; count: bigint } | undefined> {
  const { register, unit, from, to } = options.selection;
  if (register === undefined && unit === undefined && from === undefined && to === undefined) return undefined;
  const streams = unit === undefined ? undefined : await streamsOf(unit, options, size);
  const always = new Set([...(options.reports?.keys() ?? [])].map(manifestStream));
  const isSelected: IsSelected = ({ event: { stream, recordedAt } }) =>
    always.has(stream) || ((register === undefined || registerOf(stream) === register) && (streams === undefined || streams.has(stream)) && (from === undefined || recordedAt.slice(0, 10) >= from) && (to === undefined || recordedAt.slice(0, 10) <= to));
  let count = 0n;
  for await (const leaf of sealedEvents(options, size)) if (isSelected(leaf)) count++;
  return { isSelected, count };
}

async function streamsOf(unit: string, options: BundleExport, size: bigint): Promise<Set<string>> {
  const quoted = JSON.stringify(unit);
  const inName = new RegExp(`(^|[^A-Za-z0-9])${unit.replace(/[^A-Za-z0-9]/g, '\\$&')}([^A-Za-z0-9]|$)`);
  const streams = new Set<string>();
  for await (const { event } of sealedEvents(options, size)) {
    if (streams.has(event.stream)) continue;
    if (inName.test(event.stream) || holds(event.data, quoted) || holds(event.metadata, `"unit":${quoted}`)) streams.add(event.stream);
  }
  return streams;
}

const holds = (stored: Uint8Array, text: string): boolean => Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength).includes(text);

async function* bundledEvents(options: BundleExport, size: bigint, isSelected: IsSelected | undefined): AsyncGenerator<BundledEvent> {
  let index = 0n;
  for await (const leaf of sealedEvents(options, size)) {
    if (isSelected === undefined || isSelected(leaf)) yield { index, entry: leaf.entry, data: leaf.event.data, metadata: leaf.event.metadata };
    index++;
    if (index % 1_000n === 0n || index === size) options.onProgress?.(index, size);
  }
}

/** The events under the checkpoint, in order. */
async function* sealedEvents({ store, rows, pattern }: BundleExport, size: bigint): AsyncGenerator<StoredLeaf> {
  const findings = new Findings();
  let left = size;
  for await (const { leaves } of storedLeaves({ store, rows }, pattern, 0n, findings)) {
    for (const leaf of leaves) {
      if (left === 0n) return;
      left--;
      yield leaf;
    }
    if (findings.found.some(({ kind }) => kind === 'event-damaged')) throw new NotExportable('events cannot be read: run ledger verify to learn which');
  }
  if (left > 0n) throw new NotExportable(`the checkpoint covers ${size} events, but the store has only ${size - left}: run ledger verify`);
}
