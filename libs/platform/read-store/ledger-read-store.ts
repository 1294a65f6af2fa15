import type { Projection } from '@ledger/kit';
import type { EventStore } from '@ledger/platform/event-store/port';
import { Catalogue, lastBuildStatement, pointerOf, pointersStatement, setUpStatements, type Pointer } from './catalogue';
import type { Database, Statement, StoredRow } from './database';
import { beforeInstantStatement, commandIdsStatement, commandOf, commandStatement, firstPositionStatement, JOURNAL, JOURNAL_VERSION, type RecordedCommand } from './journal';
import { ProjectionRunner } from './runner';
import { QueryPlans } from './query-plan';
import { QueryError, type ProjectionStatus, type QueryOptions, type QueryResult, type ReadStore, type Runner, type RunnerOptions, type Sources } from './port';
import { Waiting } from './waiting';

const DEFAULT_TIMEOUT_MS = 5_000;
const COMMAND_IDS_PAGE = 2_000;

/** The read store over either database. Readers and the runner may be different instances, threads or processes. */
export class LedgerReadStore implements ReadStore {
  private readonly plans: QueryPlans;
  private readonly catalogue: Catalogue;
  private readonly waiting = new Waiting();
  private first: bigint | undefined;
  /** The journal's live build when last asked: every command asks, so it is not looked up each time. */
  private journalBuild: number | undefined;

  private constructor(
    private readonly database: Database,
    private readonly projections: readonly Projection[],
  ) {
    this.plans = new QueryPlans(projections, database);
    this.catalogue = new Catalogue(database);
  }

  static async open(database: Database, projections: readonly Projection[]): Promise<LedgerReadStore> {
    const store = new LedgerReadStore(database, projections);
    const setUp = () => database.write(setUpStatements(database.dialect));
    // A reader opens without writing, so it need not wait for the runner. Of two that create the same tables at once in
    // PostgreSQL one fails, and finds them the second time.
    if (!(await isSetUp(database))) await setUp().catch(setUp);
    return store;
  }

  async query<Q extends Sources>(sources: Q, options: QueryOptions = {}): Promise<QueryResult<Q>> {
    const plan = this.plans.plan(sources, options);
    if (options.knownAt !== undefined) await this.mustHaveBegun(options.knownAt);
    let failure: QueryError | undefined;
    let result: QueryResult<Q> | undefined;
    const attempt = async (): Promise<boolean> => {
      try {
        result = await plan.run();
        return true;
      } catch (error) {
        if (!(error instanceof QueryError)) throw error;
        failure = error;
        return false;
      }
    };
    if (!(await attempt())) await this.waiting.until(attempt, options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    if (!result) throw failure!;
    // A journal that was behind at first has told the first position by now.
    if (options.knownAt !== undefined) await this.mustHaveBegun(options.knownAt);
    return result;
  }

  async checkpoints(): Promise<ReadonlyMap<string, bigint>> {
    return new Map([...(await this.catalogue.pointers()).values()].map(({ name, position }) => [name, position]));
  }

  async waitFor(position: bigint, timeoutMs: number, tables?: readonly string[]): Promise<boolean> {
    const names = tables ? [...new Set(tables.map((table) => this.plans.projectionOf(table)))] : [...this.projections.map(({ name }) => name), JOURNAL];
    const reached = async () => {
      const checkpoints = await this.checkpoints();
      return names.every((name) => (checkpoints.get(name) ?? -1n) >= position);
    };
    return (await reached()) || this.waiting.until(reached, timeoutMs);
  }

  wake(): void {
    this.waiting.wake();
  }

  async positionAt(instant: string): Promise<bigint> {
    const milliseconds = Date.parse(instant);
    if (Number.isNaN(milliseconds)) throw new RangeError(`not an instant: ${instant}`);
    const ask = () => this.journal((build) => beforeInstantStatement(build, milliseconds, this.database.dialect.placeholder(1)));
    let answer = await ask();
    const isThere = async () => answer.pointer !== undefined || (answer = await ask()).pointer !== undefined;
    if (!(await isThere()) && !(await this.waiting.until(isThere, DEFAULT_TIMEOUT_MS))) throw new QueryError('query.rebuilding', { projection: JOURNAL });
    return (answer.rows[0]?.[0] as bigint | undefined) ?? answer.pointer!.position;
  }

  async firstPosition(): Promise<bigint | undefined> {
    if (this.first === undefined) {
      const { rows } = await this.journal((build) => firstPositionStatement(build));
      this.first = rows[0]?.[0] as bigint | undefined;
    }
    return this.first;
  }

  async findCommand(commandId: string): Promise<RecordedCommand | undefined> {
    const statement = (build: number) => commandStatement(build, commandId, this.database.dialect);
    const quick = this.journalBuild && (await this.database.read(statement(this.journalBuild)).catch(() => undefined));
    if (quick && Number(quick[0]?.[0]) === this.journalBuild) return commandOf(quick);
    const { rows, pointer } = await this.journal(statement);
    this.journalBuild = pointer?.build;
    return commandOf(rows);
  }

  async *commandIds(): AsyncGenerator<readonly string[]> {
    for (let after = 0n; ; ) {
      const { rows } = await this.journal((build) => commandIdsStatement(build, after, COMMAND_IDS_PAGE, this.database.dialect));
      const ids = rows.map(([id]) => id as string);
      if (ids.length > 0) yield ids;
      if (ids.length < COMMAND_IDS_PAGE) return;
      after = rows[rows.length - 1]![1] as bigint;
    }
  }

  async status(): Promise<readonly ProjectionStatus[]> {
    const pointers = await this.catalogue.pointers();
    const builds = (await this.catalogue.builds()).filter(({ state }) => state === 'building');
    return [...this.projections, { name: JOURNAL, version: JOURNAL_VERSION }].map(({ name, version }) => {
      const pointer = pointers.get(name);
      const building = builds.filter((build) => build.name === name).pop();
      const state = pointer?.poison ? 'parked' : pointer ? 'live' : 'waiting';
      return { name, version: pointer?.version ?? version, state, position: pointer?.position ?? 0n, poison: pointer?.poison, building };
    });
  }

  runner(eventStore: EventStore, options: RunnerOptions = {}): Runner {
    const onChange: RunnerOptions['onChange'] = (change) => {
      this.wake();
      options.onChange?.(change);
    };
    return new ProjectionRunner(this.database, this.projections, eventStore, { ...options, onChange });
  }

  async close(): Promise<void> {
    await this.database.close();
  }

  private async mustHaveBegun(knownAt: bigint): Promise<void> {
    // Until the journal has an event, any position but 0 may still be to come: that is ahead, not before.
    const first = await this.firstPosition();
    if (knownAt < (first ?? 1n)) throw new QueryError('query.before-ledger', { knownAt, firstPosition: first });
  }

  /** Asks the journal's live build. */
  private async journal(statement: (build: number) => Statement): Promise<{ readonly rows: readonly StoredRow[]; readonly pointer: Pointer | undefined }> {
    let pointer: Pointer | undefined;
    const [rows] = await this.database.snapshot(pointersStatement(this.database, [JOURNAL]), ([row]) => {
      pointer = row && pointerOf(row);
      return pointer?.version === JOURNAL_VERSION ? [statement(pointer.build)] : [];
    });
    return { rows: rows ?? [], pointer };
  }
}

const isSetUp = (database: Database): Promise<boolean> => database.read(lastBuildStatement).then(
  (rows) => rows.length === 1,
  () => false,
);
