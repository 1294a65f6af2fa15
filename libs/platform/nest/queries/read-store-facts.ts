import type { Source } from '@ledger/kit';
import type { ReadStore } from '@ledger/platform/read-store';
import type { FactRows, FactSource } from '../ledger/fact-rows';
import type { ProjectionControl } from './projection-control';

/** How long a command waits for rows that are older than the ledger before it is told to come back. */
export const FACTS_WAIT_MS = 5_000;

type Sources = { readonly [name: string]: Source };

const tablesOf = (sources: Sources): string[] => Object.values(sources).map(({ table }) => table.name);
const ofKind = (sources: Sources, dated: boolean): Sources =>
  Object.fromEntries(Object.entries(sources).filter(([, { table }]) => (table.kind === 'dated') === dated));

/** How many answers are kept, and for how long. */
const KEPT_MAX = 5_000;
const KEPT_MS = 1_000;

interface Kept {
  readonly facts: FactRows;
  readonly until: number;
}

/**
 * Reads the facts of decisions from the read store: dated tables as of the effective day, current ones as they are.
 * Answers are kept until one of their tables changes: many commands ask the same, such as whether a commune exists.
 */
export class ReadStoreFacts implements FactSource {
  private readonly kept = new Map<string, Kept>();
  private readonly tables = new Set<string>();
  private changes = 0;

  constructor(
    private readonly reads: ReadStore,
    onChange: ProjectionControl['onChange'],
  ) {
    onChange(({ tables }) => {
      if (tables.some((table) => this.tables.has(table))) this.forget();
    });
  }

  read(sources: Sources, asOf: string): FactRows | Promise<FactRows> {
    const known = this.kept.get(keyOf(sources, asOf));
    return known !== undefined && performance.now() < known.until ? known.facts : this.readAgain(sources, asOf);
  }

  async readAgain(sources: Sources, asOf: string): Promise<FactRows> {
    for (const table of tablesOf(sources)) this.tables.add(table);
    const before = this.changes;
    const facts = await this.ask(sources, asOf);
    if (this.changes !== before) return facts;
    if (this.kept.size >= KEPT_MAX) this.forget();
    this.kept.set(keyOf(sources, asOf), { facts, until: performance.now() + KEPT_MS });
    return facts;
  }

  reached(sources: Sources, position: bigint): Promise<boolean> {
    return this.reads.waitFor(position, FACTS_WAIT_MS, tablesOf(sources));
  }

  private forget(): void {
    this.changes += 1;
    this.kept.clear();
    this.tables.clear();
  }

  private async ask(sources: Sources, asOf: string): Promise<FactRows> {
    const current = ofKind(sources, false);
    if (Object.keys(current).length === 0) return this.reads.query(sources, { asOf });
    const facts = await this.reads.query(current);
    const dated = ofKind(sources, true);
    if (Object.keys(dated).length === 0) return facts;
    const other = await this.reads.query(dated, { asOf });
    return { rows: { ...facts.rows, ...other.rows }, position: facts.position < other.position ? facts.position : other.position };
  }
}

/** What is asked, as text: names, tables and conditions in the order in which the register gives them. */
function keyOf(sources: Sources, asOf: string): string {
  let key = asOf;
  for (const name in sources) {
    const source = sources[name]!;
    key += `|${name}:${source.table.name}`;
    for (const asked in source) if (asked !== 'table') key += `,${asked}:${textOf(source[asked as keyof Source])}`;
  }
  return key;
}

/** A value as text that no other value has. By hand: `JSON.stringify` knows no bigint, and asking it to cost every command microseconds. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return String(value);
  let text = '';
  for (const key in value) text += `${JSON.stringify(key)}:${textOf((value as Readonly<Record<string, unknown>>)[key])},`;
  return Array.isArray(value) ? `[${text}]` : `{${text}}`;
}
