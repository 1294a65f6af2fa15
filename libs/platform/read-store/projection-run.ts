import { basisRank, type Change, type Projection, type Recorded } from '@ledger/kit';
import type { Batch } from './batch';
import type { Database, Statement, StoredRow } from './database';
import { layoutOf, layoutSignature } from './layout';
import { OpenRows, keyText } from './open-rows';
import type { Participant, Poison, Prepared } from './participant';
import { createIndexes, createKeyIndex, createTable, openRowsStatements, physicalName, rowStatements, versionOf, type PhysicalTable } from './physical';

interface RunTable extends PhysicalTable {
  readonly rows: OpenRows;
  /** A build's table gets its indexes at the end; its key's index as soon as rows are looked for in it. */
  indexed: boolean;
}

interface Step {
  readonly index: number;
  readonly changes: readonly { readonly table: RunTable; readonly change: Change; readonly key: string }[];
}

export interface RunState {
  readonly build: number;
  readonly position: bigint;
  readonly building: boolean;
  /** Open rows of a current table kept in memory; a build holds them back until they are closed, so each version is written once. */
  readonly openRowsMax: number;
}

/** A projection applied to batches of events: pure handlers, folded into row versions. */
export class ProjectionRun implements Participant {
  readonly name: string;
  readonly version: number;
  readonly signature: string;
  readonly build: number;
  position: bigint;
  building: boolean;
  private readonly tables: ReadonlyMap<unknown, RunTable>;

  constructor(
    private readonly projection: Projection,
    private readonly database: Database,
    state: RunState,
  ) {
    ({ name: this.name, version: this.version } = projection);
    this.signature = layoutSignature(projection.tables);
    ({ build: this.build, position: this.position, building: this.building } = state);
    this.tables = new Map(
      projection.tables.map((table) => {
        const layout = layoutOf(table, database.dialect);
        // Facts are rarely changed: a build writes them at once.
        const max = this.building && layout.dated ? 0 : state.openRowsMax;
        return [table, { layout, name: physicalName(table.name, this.version, this.build), rows: new OpenRows(layout, this.building, max), indexed: !this.building }];
      }),
    );
  }

  create(): Statement[] {
    return [...this.tables.values()].flatMap((table) => createTable(table, this.database.dialect));
  }

  async prepare(batch: Batch): Promise<Prepared> {
    const { steps, unknown, poison: thrown } = this.run(batch);
    for (const [table, keys] of unknown) await this.load(table, keys);
    const poison = this.fold(batch, steps) ?? thrown;
    return { ...this.drain(), position: poison ? before(batch, poison.position, this.position) : batch.position, poison };
  }

  finish(): Statement[] {
    this.building = false;
    return [...this.tables.values()].flatMap((table) => [
      ...rowStatements(table, table.rows.drainOpen(), this.database.dialect),
      ...createIndexes(table),
    ]);
  }

  /** Handlers first, for the whole batch, so that the rows they are about can be loaded together. */
  private run(batch: Batch): { steps: Step[]; unknown: Map<RunTable, Map<string, StoredRow>>; poison?: Poison } {
    const steps: Step[] = [];
    const unknown = new Map<RunTable, Map<string, StoredRow>>();
    for (let index = batch.firstAfter(this.position); index < batch.events.length; index += 1) {
      const handler = this.projection.on[batch.events[index]!.type];
      if (!handler) continue;
      try {
        const changes = handler.run(batch.data(index, handler.definition), batch.meta(index));
        if (changes.length > 0) steps.push({ index, changes: changes.map((change) => this.addressed(change, unknown)) });
      } catch (error) {
        return { steps, unknown, poison: poisonOf(batch.events[index]!, error) };
      }
    }
    return { steps, unknown };
  }

  private addressed(change: Change, unknown: Map<RunTable, Map<string, StoredRow>>): Step['changes'][number] {
    const table = this.tables.get(change.table);
    if (!table) throw new Error(`projection ${this.name} changes ${change.table.name}, which is not among its tables`);
    const stored = table.rows.keyOf(change);
    const key = keyText(stored);
    if (table.rows.isUnknown(key)) {
      const keys = unknown.get(table) ?? new Map<string, StoredRow>();
      unknown.set(table, keys.set(key, stored));
    }
    return { table, change, key };
  }

  private async load(table: RunTable, keys: Map<string, StoredRow>): Promise<void> {
    if (this.building && !table.indexed) {
      await this.database.write([createKeyIndex(table)]);
      table.indexed = true;
    }
    const statements = openRowsStatements(table, [...keys.values()], this.database.dialect);
    const found = await Promise.all(statements.map((statement) => this.database.read(statement)));
    table.rows.load(keys.keys(), found.flat().map((row) => versionOf(table.layout, row)));
  }

  private fold(batch: Batch, steps: readonly Step[]): Poison | undefined {
    for (const { index, changes } of steps) {
      const { position, effectiveOn, basis } = batch.meta(index);
      const rank = basisRank(basis);
      try {
        for (const { table, change, key } of changes) table.rows.fold(change, key, position, rank, effectiveOn);
        for (const { table } of changes) table.rows.settle(position);
      } catch (error) {
        for (const { table } of changes) table.rows.undo();
        return poisonOf(batch.events[index]!, error);
      }
    }
    return undefined;
  }

  private drain(): Pick<Prepared, 'statements' | 'changed'> {
    const statements: Statement[] = [];
    const changed: string[] = [];
    for (const table of this.tables.values()) {
      const writes = this.building ? table.rows.drainClosed() : table.rows.drainAll();
      if (writes.inserts.length + writes.closes.length === 0) continue;
      changed.push(table.layout.table.name);
      statements.push(...rowStatements(table, writes, this.database.dialect));
    }
    return { statements, changed };
  }
}

const poisonOf = (event: Recorded, error: unknown): Poison => ({
  position: event.position,
  eventId: event.id,
  error: `${event.type}: ${error instanceof Error ? error.message : String(error)}`,
});

/** The position of the event before the one at `position`, or the checkpoint when the batch holds none. */
function before(batch: Batch, position: bigint, checkpoint: bigint): bigint {
  const index = batch.events.findIndex((event) => event.position === position);
  const previous = index > 0 ? batch.events[index - 1]!.position : checkpoint;
  return previous > checkpoint ? previous : checkpoint;
}
