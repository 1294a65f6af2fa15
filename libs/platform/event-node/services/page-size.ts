const FIRST = 32;
const MOST = 512;
/** Bytes of a page worth reading at once. */
const BYTES = 512 * 1024;
/** Share of the latest events in the average. */
const RECENT = 1 / 64;

/** How many events to read at once: few at first, more as they prove to be small, so that a page of large ones stays bounded. */
export class PageSize {
  private average = BYTES / FIRST;
  private most = FIRST / 2;

  /** The size of the next page, at most `left`. */
  next(left: number): number {
    this.most = Math.min(MOST, this.most * 2);
    return Math.min(left, this.most, Math.max(1, Math.floor(BYTES / this.average)));
  }

  sent(bytes: number): void {
    // Large events count at once, small ones slowly: a page may be too small, never much too large.
    this.average = bytes > this.average ? bytes : this.average + (bytes - this.average) * RECENT;
  }
}
