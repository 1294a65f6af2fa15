import { BundleArchive, bundleSource, MANIFEST, MANIFEST_BYTES_MAX, parseManifest, type BlobLike, type BundleManifest } from '@ledger/platform/audit-log';
import { EVENT_LINE_BYTES_MAX, linesOf } from '@ledger/platform/audit-log/bundle-event';
import type { JsonObject, Recorded } from '@ledger/kit';

const NOTE_BYTES_MAX = 1_000_000;
const TOLD_EVERY = 1_000;

/** A bundle as it is worked on: opened, not yet verified. */
export interface BundleContent {
  readonly archive: BundleArchive;
  readonly manifest: BundleManifest;
  /** The signed note. */
  readonly checkpoint: string;
  /** In the order of recording. A bundle knows no positions of a store: an event's is its index in the tree and one. */
  readonly events: readonly Recorded[];
  /** Lines that hold no event that can be read. */
  readonly unreadable: number;
}

/** Larger files are read piece by piece. */
const WHOLE_BYTES_MAX = 512 * 1024 * 1024;

/** A file in memory, where it fits: reading a browser's file in thousands of pieces takes longer than checking it. */
export const inMemory = async (file: File): Promise<Uint8Array | File> => (file.size <= WHOLE_BYTES_MAX ? new Uint8Array(await file.arrayBuffer()) : file);

interface Line {
  readonly index: string;
  readonly entry: { readonly stream: string; readonly rev: string; readonly id: string; readonly type: string };
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

/** Reads a bundle's events into memory. Throws `Malformed` when it is no bundle; a line that cannot be read is counted, for the verifier to name. */
export async function readBundle(file: Uint8Array | BlobLike, onProgress: (done: number, total: number) => void = () => undefined): Promise<BundleContent> {
  const archive = await BundleArchive.open(bundleSource(file));
  const manifest = parseManifest(await archive.read(MANIFEST, MANIFEST_BYTES_MAX));
  const checkpoint = new TextDecoder().decode(await archive.read('checkpoint', NOTE_BYTES_MAX));
  const events: Recorded[] = [];
  let unreadable = 0;
  const decoder = new TextDecoder();
  try {
    for await (const line of linesOf(archive.pieces('events.ndjson'), EVENT_LINE_BYTES_MAX)) {
      const event = eventIn(decoder.decode(line), events.at(-1)?.position ?? 0n);
      if (event) events.push(event);
      else unreadable += 1;
      if (events.length % TOLD_EVERY === 0) onProgress(events.length, Number(manifest.events));
    }
  } catch (error) {
    // The checksum of a damaged file is told after its last piece; what was read of it stands until the verifier speaks.
    if ((error as Error).name !== 'Damaged') throw error;
  }
  return { archive, manifest, checkpoint, events, unreadable };
}

function eventIn(line: string, before: bigint): Recorded | undefined {
  try {
    const { index, entry, data, metadata } = JSON.parse(line) as Line;
    if (typeof data !== 'object' || typeof metadata !== 'object') return undefined;
    const position = BigInt(index) + 1n;
    return position > before ? { id: entry.id, type: entry.type, stream: entry.stream, revision: BigInt(entry.rev), position, data, metadata } : undefined;
  } catch {
    return undefined;
  }
}
