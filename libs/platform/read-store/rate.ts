/** Events per second and seconds left, from what has been taken in so far. */
export class Rate {
  private readonly startedAt = performance.now();
  private events = 0;

  constructor(
    private readonly from: bigint,
    private readonly head: bigint,
  ) {}

  progress(position: bigint, events: number): { readonly rate: number; readonly secondsLeft: number } {
    this.events += events;
    const seconds = (performance.now() - this.startedAt) / 1_000 || 0.001;
    const done = Number(position - this.from) || 1;
    const left = this.head > position ? Number(this.head - position) : 0;
    return { rate: Math.round(this.events / seconds), secondsLeft: Math.ceil((seconds * left) / done) };
  }
}
