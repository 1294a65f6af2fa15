import { joined } from './bytes';
import { Malformed } from './malformed';

/** One frame, and where the next begins. */
export interface TakenFrame<Frame> {
  readonly frame: Frame;
  readonly end: number;
}

/** Takes frames out of bytes that come in pieces, in their order. */
export class Frames<Frame> {
  private rest = new Uint8Array(0);

  /** `what` they are frames of, in errors; `frameAt` gives the one that begins at a place, undefined while it is not whole, and throws `Malformed`. */
  constructor(
    private readonly what: string,
    private readonly frameAt: (bytes: Uint8Array, start: number) => TakenFrame<Frame> | undefined,
  ) {}

  /** The frames that are whole now, their bytes views of what came. Throws `Malformed`. */
  take(piece: Uint8Array): Frame[] {
    const bytes = this.rest.length === 0 ? piece : joined(this.rest, piece);
    const frames: Frame[] = [];
    let at = 0;
    for (let taken = this.frameAt(bytes, at); taken !== undefined; taken = this.frameAt(bytes, at)) {
      frames.push(taken.frame);
      at = taken.end;
    }
    this.rest = bytes.slice(at);
    return frames;
  }

  /** To be called after the last piece. Throws `Malformed` when a frame was cut short. */
  finish(): void {
    if (this.rest.length > 0) throw new Malformed(this.what, 'the last one is cut short');
  }
}
