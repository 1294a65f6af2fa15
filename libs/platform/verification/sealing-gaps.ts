import type { Findings } from '@ledger/platform/audit-log/node';
import type { RecordedCheckpoint } from './recorded-checkpoints';

/**
 * How long events lay unsealed: from their recording to the checkpoint that first covered them. Until then nothing vouches
 * for them, so what the ledger says of that time may have been changed in it.
 */
export class SealingGaps {
  private next = 0;
  private gaps = 0;
  private longest: { readonly seconds: number; readonly size: bigint; readonly since: string; readonly sealedAt: string } | undefined;

  /** `maxAge`: seconds that events may have waited; undefined: nothing is found. */
  constructor(
    private readonly recorded: readonly RecordedCheckpoint[],
    private readonly maxAge: number | undefined,
    private readonly findings: Findings,
  ) {}

  /** A leaf of this index; those that a verification goes on from were looked at then. */
  see(index: bigint, recordedAt: string): void {
    if (this.maxAge === undefined) return;
    while (this.next < this.recorded.length && this.recorded[this.next]!.checkpoint.size <= index) this.next += 1;
    const first = this.recorded[this.next];
    if (first?.recordedAt === undefined || index !== (this.recorded[this.next - 1]?.checkpoint.size ?? 0n)) return;
    const seconds = (Date.parse(first.recordedAt) - Date.parse(recordedAt)) / 1_000;
    if (!(seconds > this.maxAge)) return;
    this.gaps += 1;
    if (seconds > (this.longest?.seconds ?? 0)) this.longest = { seconds, size: first.checkpoint.size, since: recordedAt, sealedAt: first.recordedAt };
  }

  /** One finding for all of them, of the longest. */
  tell(): void {
    if (this.longest === undefined) return;
    const { size, since, sealedAt } = this.longest;
    this.findings.add('sealed-late', { size: String(size), detail: `recorded from ${since} on, sealed at ${sealedAt}${this.gaps > 1 ? `; so late ${this.gaps} times` : ''}` });
  }
}
