import type { Access, OfficeStore } from '@ledger/platform/office-store';
import type { Log } from '../log';

/** Entries wait so long for others, so that many answers cost one write to disk. */
const WRITE_EVERY_MS = 1_000;
/** Beyond so many waiting ones the oldest give way: a full disk must not fill the memory too. */
const WAITING_MAX = 20_000;
const FORGET_EVERY_MS = 3_600_000;
const DAY_MS = 24 * 3_600_000;

export interface AccessLogOptions {
  readonly office: Pick<OfficeStore, 'accesses'>;
  /** How many days an entry is kept. */
  readonly days: number;
  readonly log: Log;
  /** Milliseconds since 1970 UTC; default `Date.now`. */
  readonly now?: () => number;
}

/** Writes down who looked at what, after the answer has gone out. Whatever goes wrong here, answers go out all the same. */
export class AccessLog {
  private waiting: Access[] = [];
  private lost = 0;
  private readonly writing: NodeJS.Timeout;
  private readonly forgetting: NodeJS.Timeout;
  private readonly now: () => number;

  constructor(private readonly options: AccessLogOptions) {
    this.now = options.now ?? Date.now;
    this.writing = setInterval(() => this.flush(), WRITE_EVERY_MS).unref();
    this.forgetting = setInterval(() => this.forget(), FORGET_EVERY_MS).unref();
    this.forget();
  }

  get days(): number {
    return this.options.days;
  }

  add(entry: Omit<Access, 'at'>): void {
    this.waiting.push({ ...entry, at: this.now() });
    if (this.waiting.length <= WAITING_MAX) return;
    this.waiting.shift();
    this.lost += 1;
  }

  /** Writes what waits; what cannot be written waits on. */
  flush(): void {
    if (this.waiting.length === 0) return;
    try {
      this.options.office.accesses.add(this.waiting);
      this.waiting = [];
      if (this.lost > 0) this.options.log.error({ lost: this.lost }, 'entries of the access log were lost');
      this.lost = 0;
    } catch (error) {
      this.options.log.error({ err: error, waiting: this.waiting.length }, 'the access log cannot be written');
    }
  }

  /** Forgets what is older than it is to be kept. */
  forget(): void {
    try {
      this.options.office.accesses.forgetBefore(this.now() - this.options.days * DAY_MS);
    } catch (error) {
      this.options.log.error({ err: error }, 'the access log cannot be shortened');
    }
  }

  close(): void {
    clearInterval(this.writing);
    clearInterval(this.forgetting);
    this.flush();
  }
}
