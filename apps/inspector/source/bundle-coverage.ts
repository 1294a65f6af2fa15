import type { Events, Projection, Register, Source } from '@ledger/kit';
import type { BundleSelection } from '@ledger/platform/audit-log';
import { Problem } from '@ledger/platform/nest/problems/problem';

/** Which tables a bundle's events are enough for: those whose projections fold nothing that the bundle lacks. */
export class BundleCoverage {
  private readonly registersOf: ReadonlyMap<string, readonly string[]>;

  constructor(
    registers: readonly Register[],
    private readonly selection: BundleSelection,
    private readonly unreadable: number,
  ) {
    this.registersOf = registersOfTables(registers);
  }

  /** Throws a `Problem` that says what the bundle lacks, where rows made from it would not be the ledger's. */
  mustCover(sources: Iterable<Pick<Source, 'table'>>): void {
    if (this.unreadable > 0) throw new Problem(422, 'bundle.damaged', { count: this.unreadable });
    const { events, register, unit, from } = this.selection;
    if (events === 'all') return;
    if (from !== undefined) throw new Problem(422, 'bundle.begins-late', { from });
    if (unit !== undefined) throw new Problem(422, 'bundle.of-unit', { unit });
    if (register === undefined) return;
    const needed = [...new Set([...sources].flatMap(({ table }) => this.registersOf.get(table.name) ?? []))];
    if (needed.some((each) => each !== register)) throw new Problem(422, 'bundle.of-register', { register, needed });
  }
}

/** By a table's name, the registers whose events its projection folds. */
export function registersOfTables(registers: readonly Register[]): ReadonlyMap<string, readonly string[]> {
  const owners = ownersOf(registers);
  return new Map(registers.flatMap(({ projections }) => projections).flatMap((projection) => projection.tables.map(({ name }) => [name, registersBehind(projection, owners)] as const)));
}

type Owners = ReadonlyMap<unknown, string>;

const ownersOf = (registers: readonly Register[]): Owners =>
  new Map(registers.flatMap(({ events }) => events).flatMap(({ $catalogue }: Events) => Object.values($catalogue.definitions as object).map((definition): [unknown, string] => [definition, $catalogue.register as string])));

const registersBehind = ({ on }: Projection, owners: Owners): readonly string[] =>
  [...new Set(Object.values(on).flatMap(({ definition }) => owners.get(definition) ?? []))];
