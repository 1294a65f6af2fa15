import { setImmediate as breathe } from 'node:timers/promises';
import type { Import, ImportRow } from '@ledger/platform/office-store';
import type { Shell } from '../shell';
import { readyRows, settled, type ReadyRow } from './import-rows';

/** So many rows' verdicts are written down at once; after a crash so many are sent again, and found recorded. */
const BATCH_ROWS = 50;
const AGAIN_MS = 5_000;

/**
 * Tries and records the rows of imports, one file after the other, beside everything else the server does. Each row is a
 * command whose key is made from the row, so that going on after a restart records nothing twice.
 */
export class ImportRunner {
  private readonly queue: string[] = [];
  private running: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(private readonly shell: Shell) {}

  /** Goes on with what a restart interrupted. */
  start(): void {
    for (const { id } of this.shell.office.imports.unfinished()) this.queue.push(id);
    this.wake();
  }

  /** To be called once the import's state says what is to be done. */
  take(id: string): void {
    this.queue.push(id);
    this.wake();
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Tries one row again, at once. */
  async tryAgain(file: Import, line: number): Promise<ImportRow> {
    const { imports } = this.shell.office;
    const ready = readyRows(this.shell, file, imports.everyRow(file.id)).find(({ row }) => row.line === line)!;
    const row = await settled(this.shell, file, ready, true);
    imports.settle(file.id, [row]);
    return row;
  }

  private wake(): void {
    if (this.stopped || this.running) return;
    this.running = this.work().finally(() => (this.running = undefined));
  }

  private async work(): Promise<void> {
    for (let id = this.queue[0]; id !== undefined && !this.stopped; id = this.queue[0]) {
      try {
        await this.workOn(id);
        this.queue.shift();
      } catch (error) {
        // The store is away, or a projection behind: what was done stays done, and the rest comes later.
        this.shell.log.warn({ import: id, error: String(error) }, 'an import waits');
        this.timer = setTimeout(() => this.wake(), AGAIN_MS).unref();
        return;
      }
    }
  }

  private async workOn(id: string): Promise<void> {
    const { imports } = this.shell.office;
    const file = imports.get(id);
    if (file?.state === 'checking') await this.pass(file, (row) => row.verdict === 'waiting', true);
    else if (file?.state === 'recording') await this.pass(file, (row) => row.verdict === 'would-record', false);
    if (this.stopped || !file) return;
    if (file.state === 'checking') imports.enter(id, 'checked');
    else if (file.state === 'recording') imports.enter(id, 'done', this.shell.clock.now());
  }

  /** Keys are made from all rows, whatever became of them: their rank among equals must not change. */
  private async pass(file: Import, wanted: (row: ImportRow) => boolean, dryRun: boolean): Promise<void> {
    const { imports } = this.shell.office;
    const left = readyRows(this.shell, file, imports.everyRow(file.id)).filter(({ row }) => wanted(row));
    for (let at = 0; at < left.length && !this.stopped; at += BATCH_ROWS) {
      imports.settle(file.id, await this.settleAll(file, left.slice(at, at + BATCH_ROWS), dryRun));
      await breathe();
    }
  }

  /** In order, as the file has them: a later row may build on an earlier one. What was settled before an error is kept. */
  private async settleAll(file: Import, rows: readonly ReadyRow[], dryRun: boolean): Promise<readonly ImportRow[]> {
    const done: ImportRow[] = [];
    try {
      for (const row of rows) done.push(await settled(this.shell, file, row, dryRun));
      return done;
    } catch (error) {
      this.shell.office.imports.settle(file.id, done);
      throw error;
    }
  }
}
