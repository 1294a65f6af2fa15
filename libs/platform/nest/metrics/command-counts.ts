import type { Receipt } from '../ledger/order';

/** What became of the commands since the process started: plain numbers in memory, because every command passes here. */
export class CommandCounts {
  /** Recorded, or found to change nothing. */
  accepted = 0;
  /** Sent again, and answered with the receipt of the first time. */
  repeated = 0;
  /** Only tried (`?dryRun=true`). */
  previewed = 0;
  /** How many by the code of their refusal; codes are written in the program, so there are only so many. */
  readonly refusals = new Map<string, number>();
  /** Time that commands spent in the engine, milliseconds. */
  milliseconds = 0;

  constructor(private readonly codeOf: (error: unknown) => string) {}

  /** `begun`: by `performance.now()`. */
  answered({ hit, dryRun }: Pick<Receipt, 'hit' | 'dryRun'>, begun: number): void {
    if (dryRun) this.previewed += 1;
    else if (hit) this.repeated += 1;
    else this.accepted += 1;
    this.milliseconds += performance.now() - begun;
  }

  /** `begun`: absent when the engine never saw the command. */
  refused(error: unknown, begun?: number): void {
    const code = this.codeOf(error);
    this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
    if (begun !== undefined) this.milliseconds += performance.now() - begun;
  }
}
