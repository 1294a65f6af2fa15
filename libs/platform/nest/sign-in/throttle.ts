export interface ThrottleOptions {
  /** Failures that are free; each further one costs twice the time of the one before. */
  readonly free: number;
  readonly penaltyMs: number;
  readonly penaltyMsMax: number;
  /** How long after the last failure everything is forgotten. */
  readonly forgetMs: number;
  /** Names remembered at once; beyond it the one longest untouched is forgotten. */
  readonly namesMax: number;
}

interface Failures {
  readonly count: number;
  readonly last: number;
  readonly blockedUntil: number;
}

/** Slows down whoever fails again and again, by name (of a user, of an address). Memory is bounded by `namesMax`. */
export class Throttle {
  private readonly byName = new Map<string, Failures>();

  constructor(private readonly options: ThrottleOptions) {}

  get size(): number {
    return this.byName.size;
  }

  /** Milliseconds that this name still has to wait; 0: it may try. */
  wait(name: string, now: number): number {
    return Math.max(0, (this.byName.get(name)?.blockedUntil ?? 0) - now);
  }

  /** Counts a failure: before the attempt, so that attempts made at once count as well. */
  failed(name: string, now: number): void {
    const { free, penaltyMs, penaltyMsMax, forgetMs, namesMax } = this.options;
    const known = this.byName.get(name);
    const count = known && now - known.last < forgetMs ? known.count + 1 : 1;
    const penalty = count < free ? 0 : Math.min(penaltyMsMax, penaltyMs * 2 ** Math.min(30, count - free));
    this.byName.delete(name);
    if (this.byName.size >= namesMax) this.byName.delete(this.byName.keys().next().value as string);
    this.byName.set(name, { count, last: now, blockedUntil: now + penalty });
  }

  /** The attempt went well after all: takes back the failure counted before it, or all of them. */
  succeeded(name: string, which: 'this' | 'all'): void {
    const known = this.byName.get(name);
    if (!known) return;
    if (which === 'all' || known.count <= 1) this.byName.delete(name);
    else this.byName.set(name, { ...known, count: known.count - 1, blockedUntil: 0 });
  }
}
