import type { Projection, Source } from '@ledger/kit';
import type { EventStore } from '@ledger/platform/event-store/port';
import type { RecordedCommand } from './journal';
import type { Poison } from './participant';

export interface QueryOptions {
  /** Read at this position instead of the newest; before the first event is refused, ahead of the rows is waited for. */
  readonly knownAt?: bigint;
  /** Day `YYYY-MM-DD`: only facts in force by then. Current tables refuse it. Default: every fact. */
  readonly asOf?: string;
  /** Wait until the rows have this position: read your own writes. */
  readonly minPosition?: bigint;
  /** How long to wait at most; default 5,000. */
  readonly timeoutMs?: number;
}

export type Sources = { readonly [name: string]: Source };
export type RowsOf<Q> = { readonly [N in keyof Q]: Q[N] extends Source<infer R> ? readonly R[] : never };

export interface QueryResult<Q> {
  /** The one position that every row was read at: the lowest checkpoint among the tables, or `knownAt`. */
  readonly position: bigint;
  readonly rows: RowsOf<Q>;
  /** The projections behind the rows, and the version that filled them. */
  readonly versions: { readonly [projection: string]: number };
}

/**
 * Why a query has no answer: `query.as-of-unsupported` and `query.before-ledger` are the asker's;
 * `query.ahead` (the rows are not that far) and `query.rebuilding` (the tables are being filled) pass with time.
 */
export type QueryErrorCode = 'query.as-of-unsupported' | 'query.before-ledger' | 'query.ahead' | 'query.rebuilding';

export class QueryError extends Error {
  constructor(
    readonly code: QueryErrorCode,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
    this.name = 'QueryError';
  }
}

export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  /** `waiting`: no build is live yet; `parked`: an event could not be taken in, see `poison`. */
  readonly state: 'live' | 'parked' | 'waiting';
  /** Every event up to here is in its rows. */
  readonly position: bigint;
  readonly poison?: Poison;
  /** A build beside the live tables: how far, events per second, seconds left. */
  readonly building?: { readonly version: number; readonly position: bigint; readonly head: bigint; readonly rate: number; readonly secondsLeft: number };
}

export interface ReadStore {
  /** Rows of several sources, all at one position, in one snapshot. Throws `QueryError`. */
  query<Q extends Sources>(sources: Q, options?: QueryOptions): Promise<QueryResult<Q>>;
  /** How far each projection's live tables are. */
  checkpoints(): Promise<ReadonlyMap<string, bigint>>;
  /** Resolves true once the tables of these names (default: all, and the journal) have the position, false after `timeoutMs`. */
  waitFor(position: bigint, timeoutMs: number, tables?: readonly string[]): Promise<boolean>;
  /** Looks at the checkpoints again now: call it when the runner reports a change. */
  wake(): void;
  /** The last position before the first event recorded after the instant; 0n when every event was recorded after it. */
  positionAt(instant: string): Promise<bigint>;
  /** Position of the first event; undefined while there is none. */
  firstPosition(): Promise<bigint | undefined>;
  /** Where a command was recorded, if it was, as far as the journal's checkpoint. */
  findCommand(commandId: string): Promise<RecordedCommand | undefined>;
  /** The ids of all commands in the journal, page by page, in the order of recording; one may come twice. */
  commandIds(): AsyncIterable<readonly string[]>;
  status(): Promise<readonly ProjectionStatus[]>;
  /** Follows the event store and keeps the tables; one at a time wins. */
  runner(eventStore: EventStore, options?: RunnerOptions): Runner;
  close(): Promise<void>;
}

export interface RunnerOptions {
  /** Told after every batch that changed rows, and when checkpoints moved without (`tables` is then empty). */
  readonly onChange?: (change: { readonly tables: readonly string[]; readonly position: bigint }) => void;
  /** Told of errors after which it tries again, and of parked projections. */
  readonly onError?: (error: Error) => void;
  /** Open rows kept in memory per current table during a rebuild; more are written as they are. Default 50,000. */
  readonly openRowsMax?: number;
  /** Events taken in at once while catching up. Default 1,000. */
  readonly batch?: number;
  /**
   * How long to rest at least after a live batch, so that under load more events share one transaction; after a batch that
   * took long, up to four times as long. Rows are that much later. Default 0.
   */
  readonly restMs?: number;
}

export interface Runner {
  /** Catches up, rebuilds what needs it, and follows until `signal` aborts. Resolves then; never rejects. */
  follow(signal: AbortSignal): Promise<void>;
  /** The same up to the present head, then resolves; rejects on the first error that is not a poison event. */
  catchUp(): Promise<void>;
  /** Rebuilds projections (default: all) beside the live tables, under `follow` or else as part of `catchUp`. `$journal` is one too. */
  rebuild(names?: readonly string[]): Promise<void>;
}

export interface ReadStoreOptions {
  readonly projections: readonly Projection[];
}
