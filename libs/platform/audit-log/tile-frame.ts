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

/** Takes tiles out of bytes that come in pieces, in their order; undefined stands for one that is missing. */
export class TileFrames {
  private pieces: Uint8Array[] = [];
  private held = 0;

  /** The tiles that are whole now. Throws `Malformed`. */
  take(piece: Uint8Array): (Uint8Array | undefined)[] {
    this.pieces.push(piece);
    this.held += piece.length;
    const tiles: (Uint8Array | undefined)[] = [];
    for (let length = this.lengthOfNext(); length !== undefined && this.held >= LENGTH_BYTES + length; length = this.lengthOfNext()) {
      const frame = this.cut(LENGTH_BYTES + length);
      tiles.push(length === 0 ? undefined : frame.subarray(LENGTH_BYTES));
    }
    return tiles;
  }

  /** To be called after the last piece. Throws `Malformed` when a tile was cut short. */
  finish(): void {
    if (this.held > 0) throw new Malformed('tiles', 'the last one is cut short');
  }

  private lengthOfNext(): number | undefined {
    if (this.held < LENGTH_BYTES) return undefined;
    const bytes = this.gathered();
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
    if (length > TILE_BYTES_MAX) throw new Malformed('tiles', `one is said to have ${length} bytes`);
    return length;
  }

  private cut(length: number): Uint8Array {
    const bytes = this.gathered();
    this.pieces = [bytes.subarray(length)];
    this.held -= length;
    return bytes.subarray(0, length);
  }

  private gathered(): Uint8Array {
    if (this.pieces.length > 1) {
      const whole = new Uint8Array(this.held);
      let at = 0;
      for (const piece of this.pieces) {
        whole.set(piece, at);
        at += piece.length;
      }
      this.pieces = [whole];
    }
    return this.pieces[0]!;
  }
}
