import type { Projection } from '@ledger/kit';
import { identityOf, mustBePermitted, type IdentifiedRequest } from '../identity';
import { Problem } from '../problems/problem';
import type { Shell } from '../shell';
import { tablePath } from './list-paths';

export type Table = Projection['tables'][number];

/** The catalogue's tables by the path of their addresses, for whoever may read them. */
export class ReadableTables {
  private readonly tables: ReadonlyMap<string, { readonly table: Table; readonly readers?: readonly string[] }>;

  constructor(private readonly shell: Shell) {
    this.tables = new Map([...shell.catalogue.tables.values()].map(({ register, table }) => [tablePath(register.name, table.name), { table, readers: register.readers }]));
  }

  /** The table at `<register>/<table>`; throws 404 where there is none, 403 for those who may not read its register. */
  async at(path: string, request: IdentifiedRequest): Promise<Table> {
    const known = this.tables.get(path);
    if (!known) throw new Problem(404, 'ledger.unknown-address');
    const { table, readers } = known;
    if (readers) await mustBePermitted(this.shell.authoriser, this.shell.clock, identityOf(request), readers);
    return table;
  }
}
