import type { Source } from '@ledger/kit';
import type { ReadStore } from '@ledger/platform/read-store';
import type { FactRows, FactSource } from '../ledger/fact-rows';

/** How long a command waits for rows that are older than the ledger before it is told to come back. */
export const FACTS_WAIT_MS = 5_000;

type Sources = { readonly [name: string]: Source };

const tablesOf = (sources: Sources): string[] => Object.values(sources).map(({ table }) => table.name);
const ofKind = (sources: Sources, dated: boolean): Sources =>
  Object.fromEntries(Object.entries(sources).filter(([, { table }]) => (table.kind === 'dated') === dated));

/** Reads the facts of decisions from the read store: dated tables as of the effective day, current ones as they are. */
export class ReadStoreFacts implements FactSource {
  constructor(private readonly reads: ReadStore) {}

  async read(sources: Sources, asOf: string): Promise<FactRows> {
    const current = ofKind(sources, false);
    if (Object.keys(current).length === 0) return this.reads.query(sources, { asOf });
    const facts = await this.reads.query(current);
    const dated = ofKind(sources, true);
    if (Object.keys(dated).length === 0) return facts;
    const other = await this.reads.query(dated, { asOf });
    return { rows: { ...facts.rows, ...other.rows }, position: facts.position < other.position ? facts.position : other.position };
  }

  reached(sources: Sources, position: bigint): Promise<boolean> {
    return this.reads.waitFor(position, FACTS_WAIT_MS, tablesOf(sources));
  }
}
