import {
  canonicalJson,
  consistencyProof,
  formatCheckpoint,
  formatEntryBundle,
  formatLeafEntry,
  formatTlogProof,
  formatVerifierKey,
  inclusionProof,
  leafEntryOf,
  leafHash,
  rootHash,
  signerKey,
  signNote,
  subtreesFromTiles,
  GrowingTree,
  tilePath,
  writeBundle,
  ZipBuffer,
  type BundleContent,
  type BundledEvent,
  type BundleSelection,
  type SignerKey,
  type Tile,
  type TileContent,
} from '../node';

export const ORIGIN = 'ledger.example/sample';
export const PATTERN = '^(\\$\\$)?(funds|housing)\\.';
/** When the sample's witness cosigns, in POSIX seconds. */
export const COSIGNED_AT = 1_750_000_000;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export interface SampleEvent {
  readonly stream: string;
  readonly revision: number;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  readonly recordedAt: string;
  readonly type?: string;
}

/** Events of a few streams in turn, one second after another. */
export function sampleEvents(count: number): SampleEvent[] {
  return Array.from({ length: count }, (_, i) => {
    const recordedAt = new Date(Date.UTC(2025, 0, 1) + i * 1_000).toISOString();
    return {
      stream: `${i % 3 === 2 ? 'housing.house' : 'funds.line'}-${i % 3}`,
      revision: Math.floor(i / 3),
      recordedAt,
      data: bytes(canonicalJson({ amount: String(i * 1_000_000), note: `Đợt ${i}` })),
      metadata: bytes(canonicalJson({ actor: { user: 'an' }, recordedAt, schemaVersion: 1 })),
    };
  });
}

/** A log over some events, with its keys: what a sealer would have published. */
export class SampleLog {
  readonly entries: Uint8Array[];
  readonly leaves: Uint8Array[];

  private constructor(
    readonly events: readonly SampleEvent[],
    readonly key: SignerKey,
    readonly witness: SignerKey,
  ) {
    this.entries = events.map((event, i) => formatLeafEntry(leafEntryOf({ type: 'FundsDisbursed', ...event, id: uuid(i) })));
    this.leaves = this.entries.map(leafHash);
  }

  static async of(events: readonly SampleEvent[]): Promise<SampleLog> {
    return new SampleLog(events, await signerKey(ORIGIN, 1, new Uint8Array(32).fill(1)), await signerKey('witness.example', 4, new Uint8Array(32).fill(2)));
  }

  get policy(): string {
    return `log ${formatVerifierKey(this.key)}\nwitness inspectorate ${formatVerifierKey(this.witness)}\nquorum inspectorate\n`;
  }

  note(size = this.leaves.length, { cosigned = true } = {}): Promise<string> {
    return signNote(formatCheckpoint({ origin: ORIGIN, size, root: rootHash(this.leaves.slice(0, size)) }), cosigned ? [this.key, this.witness] : [this.key], { time: COSIGNED_AT });
  }

  tile({ level, index, width }: Tile, size = this.leaves.length): Uint8Array {
    if (level === 'entries') return formatEntryBundle(this.entries.slice(Number(index) * 256, Number(index) * 256 + width));
    const tiles = new Map<string, Uint8Array>();
    const keep = (tile: TileContent): void => void tiles.set(tilePath(tile.level, tile.index, tile.width), tile.bytes);
    const tree = new GrowingTree(keep);
    for (const leaf of this.leaves.slice(0, size)) tree.append(leaf);
    tree.partialTiles().forEach(keep);
    return tiles.get(tilePath(level, index, width))!;
  }

  event(i: number): BundledEvent {
    return { index: BigInt(i), entry: this.entries[i]!, data: this.events[i]!.data, metadata: this.events[i]!.metadata };
  }

  /** The bytes of a bundle; `change` may replace any part of what goes into it. */
  async bundle(selection: BundleSelection = { events: 'all', proof: 'tiles' }, change: Partial<BundleContent> & { readonly heldSize?: number; readonly indexes?: readonly number[] } = {}): Promise<Uint8Array> {
    const size = this.leaves.length;
    const checkpoint = change.checkpoint ?? (await this.note());
    const sink = new ZipBuffer();
    const indexes = change.indexes ?? this.events.map((_, i) => i);
    const previous = change.heldSize === undefined ? undefined : { checkpoint: await this.note(change.heldSize), proof: consistencyProof(change.heldSize, size, this.leaves) };
    await writeBundle(sink, {
      checkpoint,
      pattern: PATTERN,
      selection,
      policy: this.policy,
      events: eachOf(indexes.map((i) => this.event(i))),
      tile: (tile) => this.tile(tile),
      proof: (index) => formatTlogProof({ index, hashes: inclusionProof(index, size, subtreesFromTiles(size, (tile) => this.tile(tile))), checkpoint }),
      treeProof: (older) => consistencyProof(older, size, this.leaves),
      ...(previous && { previous }),
      ...change,
    });
    return sink.bytes();
  }
}

export async function* eachOf<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}

const uuid = (i: number): string => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;
