/** Where progress is shown: a terminal gets a bar that moves, anything else a line for every twentieth. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const BAR = 30;
const counted = (number: number): string => number.toLocaleString('en-US');

/** Shows how far loading has come. `done` counts commands, those of an earlier, interrupted load included. */
export class LoadProgress {
  private readonly started: number;
  private shownTwentieth = 0;
  private shownAt = 0;

  constructor(private readonly output: ProgressOutput, private readonly total: number, private readonly doneBefore: number, private readonly now: () => number) {
    this.started = now();
    this.shownTwentieth = Math.floor((doneBefore * 20) / total);
  }

  show(done: number, day: string): void {
    if (this.output.isTTY) this.showBar(done, day);
    else this.showLine(done, day);
  }

  private showBar(done: number, day: string): void {
    const now = this.now();
    if (done < this.total && now - this.shownAt < 100) return;
    this.shownAt = now;
    const full = Math.floor((done * BAR) / this.total);
    this.output.write(`\r[${'█'.repeat(full)}${'·'.repeat(BAR - full)}] ${this.summary(done, day)}\u001b[K${done === this.total ? '\n' : ''}`);
  }

  private showLine(done: number, day: string): void {
    const twentieth = Math.floor((done * 20) / this.total);
    if (twentieth === this.shownTwentieth) return;
    this.shownTwentieth = twentieth;
    this.output.write(`${this.summary(done, day)}\n`);
  }

  private summary(done: number, day: string): string {
    const passed = (this.now() - this.started) / 1000;
    const rate = (done - this.doneBefore) / Math.max(passed, 0.001);
    const left = done === this.total ? `${passed.toFixed(1)} s` : `${Math.ceil((this.total - done) / Math.max(rate, 1))} s left`;
    return `demo province: ${Math.floor((done * 100) / this.total)} %, ${counted(done)} of ${counted(this.total)} commands, ${day}, ${left}`;
  }
}
