import type { Projection, Source } from '@ledger/kit';
import { pointerOf, pointersStatement, type Pointer } from './catalogue';
import type { Database } from './database';
import { layoutOf, layoutSignature, type Layout } from './layout';
import { physicalName } from './physical';
import { QueryError, type QueryOptions, type QueryResult, type RowsOf, type Sources } from './port';
import { sourceStatement, type SourceStatement } from './source-statement';

interface KnownTable {
  readonly layout: Layout;
  readonly projection: string;
}

export interface QueryPlan<Q> {
  /** Reads once; throws `QueryError` `query.ahead` or `query.rebuilding` when it may succeed later. */
  run(): Promise<QueryResult<Q>>;
}

/** Turns sources into statements, knowing which projection keeps which table. */
export class QueryPlans {
  private readonly tables: ReadonlyMap<string, KnownTable>;
  private readonly signatures: ReadonlyMap<string, string>;

  constructor(
    projections: readonly Projection[],
    private readonly database: Database,
  ) {
    this.tables = tablesOf(projections, database);
    this.signatures = new Map(projections.map(({ name, tables }) => [name, layoutSignature(tables)]));
  }

  projectionOf(table: string): string {
    return this.known(table).projection;
  }

  plan<Q extends Sources>(sources: Q, options: QueryOptions): QueryPlan<Q> {
    const asked = Object.entries(sources).map(([name, source]) => ({ name, source, ...this.known(source.table.name) }));
    for (const { source, layout } of asked) refuseAsOfOnCurrent(source, layout, options);
    const projections = [...new Set(asked.map(({ projection }) => projection))];
    const first = pointersStatement(this.database, projections);
    return {
      run: async () => {
        let position = 0n;
        let pointers: ReadonlyMap<string, Pointer> = new Map();
        let statements: SourceStatement[] = [];
        const read = await this.database.snapshot(first, (rows) => {
          pointers = new Map(rows.map(pointerOf).map((pointer) => [pointer.name, pointer]));
          position = this.positionFor(projections, pointers, options);
          statements = asked.map(({ source, layout, projection }) => {
            const { version, build } = pointers.get(projection)!;
            return sourceStatement(source, layout, { physicalName: physicalName(layout.table.name, version, build), position, asOf: options.asOf }, this.database.dialect);
          });
          return statements;
        });
        const rows = Object.fromEntries(asked.map(({ name }, index) => [name, read[index]!.map(statements[index]!.rowOf)]));
        const versions = Object.fromEntries(projections.map((name) => [name, pointers.get(name)!.version]));
        return { position, rows: rows as unknown as RowsOf<Q>, versions };
      },
    };
  }

  private positionFor(projections: readonly string[], pointers: ReadonlyMap<string, Pointer>, { knownAt, minPosition }: QueryOptions): bigint {
    let lowest: Pointer | undefined;
    for (const name of projections) {
      const pointer = pointers.get(name);
      if (!pointer || pointer.signature !== this.signatures.get(name)) throw new QueryError('query.rebuilding', { projection: name });
      if (!lowest || pointer.position < lowest.position) lowest = pointer;
    }
    const wanted = max(knownAt, minPosition);
    const reached = lowest?.position ?? knownAt ?? 0n;
    if (wanted !== undefined && wanted > reached) {
      throw new QueryError('query.ahead', { wanted, position: reached, projection: lowest?.name, parked: lowest?.poison !== undefined });
    }
    return knownAt ?? reached;
  }

  private known(table: string): KnownTable {
    const known = this.tables.get(table);
    if (!known) throw new Error(`no projection of this read store keeps a table ${table}`);
    return known;
  }
}

function refuseAsOfOnCurrent(source: Source, layout: Layout, options: QueryOptions): void {
  if (layout.dated || (source.asOf === undefined && source.after === undefined && options.asOf === undefined)) return;
  throw new QueryError('query.as-of-unsupported', { table: layout.table.name });
}

const max = (a: bigint | undefined, b: bigint | undefined): bigint | undefined => (a === undefined ? b : b === undefined || b < a ? a : b);

function tablesOf(projections: readonly Projection[], { dialect }: Database): ReadonlyMap<string, KnownTable> {
  const tables = new Map<string, KnownTable>();
  for (const { name, tables: own } of projections) {
    for (const table of own) {
      if (tables.has(table.name)) throw new Error(`two projections keep a table ${table.name}`);
      tables.set(table.name, { layout: layoutOf(table, dialect), projection: name });
    }
  }
  return tables;
}
