import { Frames, type TakenFrame } from './frames';
import { Malformed } from './malformed';

const LENGTH_BYTES = 4;
/** More than a bundle of the longest entries takes. */
const TILE_BYTES_MAX = 32 * 1024 * 1024;

/** A tile or bundle behind its length, a big-endian uint32; one that is missing has the length 0. */
export function formatTileFrame(tile: Uint8Array | undefined): Uint8Array {
  const frame = new Uint8Array(LENGTH_BYTES + (tile?.length ?? 0));
  new DataView(frame.buffer).setUint32(0, tile?.length ?? 0);
  if (tile) frame.set(tile, LENGTH_BYTES);
  return frame;
}

/** Takes tiles out of bytes that come in pieces; undefined stands for one that is missing. */
export class TileFrames extends Frames<Uint8Array | undefined> {
  constructor() {
    super('tiles', (bytes) => (start) => tileAt(bytes, start));
  }
}

function tileAt(bytes: Uint8Array, start: number): TakenFrame<Uint8Array | undefined> | undefined {
  const begin = start + LENGTH_BYTES;
  if (begin > bytes.length) return undefined;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(start);
  if (length > TILE_BYTES_MAX) throw new Malformed('tiles', `one is said to have ${length} bytes`);
  const end = begin + length;
  if (end > bytes.length) return undefined;
  return { frame: length === 0 ? undefined : bytes.subarray(begin, end), end };
}
