const MINUTE_MS = 60_000;
const ADDRESSES_MAX = 20_000;

/** How often one address may ask within a minute; what is remembered is bounded too. */
export class RateBound {
  private began = 0;
  private counts = new Map<string, number>();

  constructor(private readonly perMinute: number, private readonly now: () => number = Date.now) {}

  /** Counts the request; seconds to wait when there were too many. */
  wait(address: string): number {
    const now = this.now();
    if (now - this.began >= MINUTE_MS || this.counts.size >= ADDRESSES_MAX) {
      this.began = now;
      this.counts = new Map();
    }
    const count = (this.counts.get(address) ?? 0) + 1;
    this.counts.set(address, count);
    return count > this.perMinute ? Math.max(1, Math.ceil((this.began + MINUTE_MS - now) / 1_000)) : 0;
  }
}
