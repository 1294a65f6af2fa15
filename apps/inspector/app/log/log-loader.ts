import { EventLog } from '@ledger/ui/replay/event-log';
import { eventPages, type LedgerSource } from '../../source/ledger-source';

/** How far the log has been read. */
export interface LogState {
  readonly log: EventLog;
  /** Grows with the log. */
  readonly version: number;
  /** Whether it has been read to its end at least once. */
  readonly complete: boolean;
  /** From 0 to 1, by position. */
  readonly share: number;
  readonly error?: unknown;
}

/** What is loaded is told to pages at most so often: each telling orders all events anew. */
const TELL_EVERY_MS = 600;

/** Reads every event of a source once, page by page, and later what was recorded since. */
export class LogLoader {
  private state: LogState;
  private readonly listeners = new Set<() => void>();
  private running: Promise<void> | undefined;
  private toldAt = 0;

  constructor(private readonly source: LedgerSource) {
    this.state = { log: new EventLog(), version: 0, complete: false, share: 0 };
  }

  readonly now = (): LogState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Reads on from where it is; resolves at the end of the log, and never rejects: an error is told. */
  more(): Promise<void> {
    this.running ??= this.read().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async read(): Promise<void> {
    const { log } = this.state;
    try {
      const end = this.state.complete ? undefined : await this.endOfLog();
      for await (const events of eventPages(this.source, { from: log.last })) {
        log.append(events);
        if (Date.now() - this.toldAt > TELL_EVERY_MS) this.tell({ share: shareOf(log.last, end) });
      }
      this.tell({ complete: true, share: 1, error: undefined });
    } catch (error) {
      this.tell({ error });
    }
  }

  /** Every list says up to which position it was read. */
  private async endOfLog(): Promise<string> {
    return (await this.source.list('territory/units', { limit: 1 }, {})).position;
  }

  private tell(changed: Partial<LogState>): void {
    this.toldAt = Date.now();
    this.state = { ...this.state, ...changed, version: this.state.log.size };
    for (const listener of this.listeners) listener();
  }
}

const shareOf = (last: string | undefined, end: string | undefined): number => (last === undefined || end === undefined || end === '0' ? 0 : Math.min(1, Number(last) / Number(end)));
