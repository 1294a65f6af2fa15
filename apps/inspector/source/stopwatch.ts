/** How long each of several kinds of work took, in milliseconds. */
export class Stopwatch<S extends string> {
  private readonly spentOn = new Map<S, number>();
  private last: number;

  constructor(private readonly clock: () => number) {
    this.last = clock();
  }

  /** The time since this was called last was spent on this. */
  spent(on: S): void {
    const now = this.clock();
    this.spentOn.set(on, this.of(on) + now - this.last);
    this.last = now;
  }

  of(on: S): number {
    return this.spentOn.get(on) ?? 0;
  }
}
