const WINDOW = 1_000;
const PERCENTILES = [
  ['Quintile 1', 0],
  ['Quintile 2', 20],
  ['Quintile 3', 40],
  ['Quintile 4', 60],
  ['Quintile 5', 80],
  ['90%', 90],
  ['95%', 95],
  ['99%', 99],
  ['99.5%', 99.5],
  ['99.9%', 99.9],
] as const;

/** How long the latest messages took from delivery to acknowledgement, in milliseconds. */
export class Latencies {
  private readonly window: number[] = [];
  private next = 0;

  observe(ms: number): void {
    this.window[this.next] = ms;
    this.next = (this.next + 1) % WINDOW;
  }

  /** Empty before the first acknowledgement. The keys are EventStoreDB's. */
  measurements(): [key: string, ms: number][] {
    const sorted = [...this.window].sort((a, b) => a - b);
    const at = (rank: number): number => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(rank))] as number);
    if (sorted.length === 0) return [];
    const mean = sorted.reduce((sum, ms) => sum + ms, 0) / sorted.length;
    return [
      ['Mean', Math.round(mean)],
      ['Median', at(sorted.length / 2)],
      ['Fastest', at(0)],
      ...PERCENTILES.map(([key, percent]): [string, number] => [key, at((percent / 100) * sorted.length)]),
      ['Highest', at(sorted.length)],
    ];
  }
}

/** Turns a running total into what came since the last look and a rate per second. */
export class Rate {
  private lastTotal = 0;
  private lastAt: number;

  constructor(now: number) {
    this.lastAt = now;
  }

  measure(total: number, now: number): { since: number; perSecond: number } {
    const since = total - this.lastTotal;
    const elapsedMs = now - this.lastAt;
    this.lastTotal = total;
    this.lastAt = now;
    return { since, perSecond: elapsedMs > 0 ? Math.round((since * 1_000) / elapsedMs) : 0 };
  }
}

/** The rates of a group and of each of its consumers between two looks. */
export class Rates {
  private readonly whole: Rate;
  private readonly consumers = new WeakMap<object, Rate>();

  constructor(private readonly startedAt: number) {
    this.whole = new Rate(startedAt);
  }

  ofGroup(total: number, now: number): { since: number; perSecond: number } {
    return this.whole.measure(total, now);
  }

  ofConsumer(consumer: { readonly totalItems: number }, now: number): { since: number; perSecond: number } {
    let rate = this.consumers.get(consumer);
    if (rate === undefined) this.consumers.set(consumer, (rate = new Rate(this.startedAt)));
    return rate.measure(consumer.totalItems, now);
  }
}
