import { joined } from './bytes';
import { Malformed } from './malformed';

/** One frame, and where the next begins. */
export interface TakenFrame<Frame> {
  readonly frame: Frame;
  readonly end: number;
}

const NOTHING = new Uint8Array(0);
/** How much of a piece is copied first to end a frame, and how many times as much when that was not enough. */
const COPIED_BYTES_MIN = 4_096;
const COPIED_GROWTH = 8;

/** Gives the frame that begins at a place, undefined while it is not whole; asked in their order, from the first place on. Throws `Malformed`. */
export type FrameReader<Frame> = (start: number) => TakenFrame<Frame> | undefined;

/** Takes frames out of bytes that come in pieces, in their order. */
export class Frames<Frame> {
  private rest: Uint8Array = NOTHING;

  /** `what` they are frames of, in errors; `readerOf` reads those of a piece from its first whole one on. */
  constructor(
    private readonly what: string,
    private readonly readerOf: (bytes: Uint8Array, from: number) => FrameReader<Frame>,
  ) {}

  /** The frames that are whole now, their bytes views of what came. Throws `Malformed`. */
  take(piece: Uint8Array): Frame[] {
    const frames: Frame[] = [];
    let at = this.rest.length === 0 ? 0 : this.takeCut(piece, frames);
    const frameAt = this.readerOf(piece, at);
    for (let taken = frameAt(at); taken !== undefined; taken = frameAt(at)) {
      frames.push(taken.frame);
      at = taken.end;
    }
    if (at < piece.length) this.rest = piece.slice(at);
    return frames;
  }

  /** The frame that pieces before this one hold the beginning of, with as little copied as ends it; gives where the next one begins in this piece. */
  private takeCut(piece: Uint8Array, frames: Frame[]): number {
    for (let length = COPIED_BYTES_MIN; ; length *= COPIED_GROWTH) {
      const bytes = joined(this.rest, piece.subarray(0, length));
      const taken = this.readerOf(bytes, 0)(0);
      if (taken === undefined && length < piece.length) continue;
      const before = this.rest.length;
      this.rest = taken ? NOTHING : bytes;
      if (taken) frames.push(taken.frame);
      return taken ? taken.end - before : piece.length;
    }
  }

  /** To be called after the last piece. Throws `Malformed` when a frame was cut short. */
  finish(): void {
    if (this.rest.length > 0) throw new Malformed(this.what, 'the last one is cut short');
  }
}
