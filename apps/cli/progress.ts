/** Shorter work than this is done before a line about it could be read. */
const WORTH_TELLING = 200;

/** A progress bar on a terminal; elsewhere one line at each tenth of long work. Written to stderr, so that output can be piped. */
export class Progress {
  private tenth = -1;
  private readonly started = Date.now();

  constructor(
    private readonly label: string,
    private readonly out: NodeJS.WriteStream = process.stderr,
  ) {}

  show(done: number, total: number): void {
    const share = total === 0 ? 1 : Math.min(1, done / total);
    if (this.out.isTTY) {
      const filled = Math.round(share * 30);
      this.out.write(`\r${this.label} [${'█'.repeat(filled)}${'░'.repeat(30 - filled)}] ${Math.floor(share * 100)} % · ${done}/${total} · ${this.rate(done)}/s   `);
    } else if (total >= WORTH_TELLING && Math.floor(share * 10) > this.tenth) {
      this.tenth = Math.floor(share * 10);
      this.out.write(`${this.label} ${Math.floor(share * 100)} % (${done}/${total}, ${this.rate(done)}/s)\n`);
    }
  }

  end(): void {
    if (this.out.isTTY) this.out.write('\n');
  }

  private rate(done: number): number {
    return Math.round(done / Math.max(0.001, (Date.now() - this.started) / 1000));
  }
}
