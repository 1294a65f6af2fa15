import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';

/** What this report needs to know of an event of the ledger. */
export interface LedgerEvent {
  readonly id: string;
  readonly type: string;
  /** `funds.line-<component>:<capital type>:<source>:<plan year>:<origin year>:<holder>` */
  readonly stream: string;
  readonly position: bigint;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface PaidRow {
  readonly program: string;
  readonly planYear: number;
  /** Đồng. */
  readonly paid: bigint;
  readonly payments: number;
}

const PAYMENTS = ['PaymentMade', 'AdvancePaid', 'HousePaymentPosted'];

const TABLES = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS paid (
    program TEXT NOT NULL, plan_year INTEGER NOT NULL, amount INTEGER NOT NULL, payments INTEGER NOT NULL,
    PRIMARY KEY (program, plan_year)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS handled (event_id TEXT PRIMARY KEY, position TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** An event that this report cannot make sense of; asking for it again would not help. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
}

/**
 * The report's own table: what has been paid (đã chi) by program and plan year. A message may come twice, so the id of its event is kept
 * in the same transaction as its effect: the second time nothing happens. Sums do not mind the order in which messages come.
 */
export class PaymentsTable {
  private readonly db: DatabaseSyncInstance;

  constructor(file: string) {
    this.db = new DatabaseSync(file, { timeout: 5_000 });
    this.db.exec(TABLES);
  }

  /** Answers whether the event was new; on disk when it returns. Throws `UnreadableEvent`, and then nothing has changed. */
  record(event: LedgerEvent): boolean {
    const change = changeOf(event);
    return this.atOnce(() => {
      const { changes } = this.db.prepare('INSERT OR IGNORE INTO handled VALUES (?, ?)').run(event.id, String(event.position));
      if (changes === 0) return false;
      if (change !== undefined) this.add(event.stream, change);
      return true;
    });
  }

  rows(): PaidRow[] {
    const statement = this.db.prepare('SELECT program, plan_year AS planYear, amount AS paid, payments FROM paid ORDER BY program, plan_year');
    // A province's money does not fit into a JavaScript number for ever.
    statement.setReadBigInts(true);
    const rows = statement.all() as unknown as { program: string; planYear: bigint; paid: bigint; payments: bigint }[];
    return rows.map(({ program, planYear, paid, payments }) => ({ program, planYear: Number(planYear), paid, payments: Number(payments) }));
  }

  close(): void {
    this.db.close();
  }

  private add(stream: string, { amount, payments }: Change): void {
    const [component = '', , , planYear = ''] = stream.slice(stream.indexOf('-') + 1).split(':');
    this.db
      .prepare(
        `INSERT INTO paid VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET amount = amount + excluded.amount, payments = payments + excluded.payments`,
      )
      .run(component.split('.')[0] as string, Number(planYear), amount, payments);
  }

  private atOnce<T>(work: () => T): T {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.db.exec('COMMIT');
      return result;
    } catch (error) {
      this.db.exec('ROLLBACK');
      throw error;
    }
  }
}

interface Change {
  readonly amount: bigint;
  readonly payments: number;
}

/** A reversal (bút toán đảo) takes back what was paid, a correction (đính chính) posts the difference. */
function changeOf({ type, data }: LedgerEvent): Change | undefined {
  if (PAYMENTS.includes(type)) return { amount: amountIn(data, 'amount'), payments: 1 };
  if (!PAYMENTS.includes(String(data['type']))) return undefined;
  if (type === 'EntryReversed') return { amount: -amountIn(data, 'amount'), payments: -1 };
  if (type === 'EntryCorrected') return { amount: amountIn(data, 'amount') - amountIn(data, 'before'), payments: 0 };
  return undefined;
}

/** Money is a whole number of đồng, as text: a number of JSON would not hold it exactly everywhere. */
function amountIn(data: LedgerEvent['data'], field: string): bigint {
  const text = data[field];
  if (typeof text !== 'string' || !/^\d{1,18}$/.test(text)) throw new UnreadableEvent(`${field} is no amount: ${String(text)}`);
  return BigInt(text);
}
