import { MASK, type Json, type Readable, type Scope } from '@ledger/kit';
import type { OfficeStore, ReadableValues } from '@ledger/platform/office-store';
import type { Authoriser, Permit } from '../authority';
import type { Identity } from '../identity';
import { dayOf, type Clock } from '../ledger/clock';

type Row = Readonly<Record<string, Json>>;
type Permitted = Extract<Permit, { readonly permitted: true }>;

interface PersonalAnswersParts {
  readonly authoriser: Authoriser;
  readonly clock: Clock;
  readonly office: Pick<OfficeStore, 'persons' | 'personalReads'>;
}

/** Fills rows with what is readable of their persons, row by row as far as the reader's role reaches, and logs whom it showed to whom. */
export class PersonalAnswers {
  constructor(private readonly parts: PersonalAnswersParts) {}

  /**
   * The rows with their readable columns: the value, null where there is none (or none any more), or a mask for who may not read it.
   * `place` names the list or report in the access log. The operator's token stands for nobody who could be asked why, so it reads none.
   */
  async fill<R extends Row>(readable: Readable | undefined, rows: readonly R[], identity: Identity, place: string): Promise<readonly R[]> {
    if (readable === undefined || rows.length === 0) return rows;
    const permits = await this.permitsFor(readable, rows, identity);
    const shown = new Map<string, Permitted>();
    const valuesOf = remembered((person) => this.parts.office.persons.valuesOf(person));
    const filled = rows.map((row) => {
      const permit = permits.get(unitOf(readable, row));
      if (!permit) return { ...row, ...masked(readable, row) };
      const { values, persons } = valuesIn(readable, row, valuesOf);
      for (const person of persons) shown.set(person, permit);
      return { ...row, ...values };
    });
    const at = Date.now();
    this.parts.office.personalReads.add([...shown].map(([person, { role, unit }]) => ({ at, username: identity.user, role, unit, place, person })));
    return filled;
  }

  /** By unit, for the units in which the reader may read; asked once for each. */
  private async permitsFor(readable: Readable, rows: readonly Row[], identity: Identity): Promise<ReadonlyMap<string, Permitted>> {
    const permits = new Map<string, Permitted>();
    if (identity.operator || !(await this.permit(readable, identity, {})).permitted) return permits;
    for (const unit of new Set(rows.map((row) => unitOf(readable, row)))) {
      const permit = await this.permit(readable, identity, unit === ANYWHERE ? {} : { unit });
      if (permit.permitted) permits.set(unit, permit);
    }
    return permits;
  }

  private permit({ readers, program }: Readable, { user }: Identity, scope: Scope): Permit | Promise<Permit> {
    return this.parts.authoriser.permit({ user, roles: readers, scope: { ...scope, program }, on: dayOf(this.parts.clock.now()) });
  }
}

/** The readable columns of one row, and whose values are among them. */
function valuesIn({ columns }: Readable, row: Row, valuesOf: (person: string) => ReadableValues): { readonly values: Row; readonly persons: ReadonlySet<string> } {
  const persons = new Set<string>();
  const values = Object.entries(columns).map(([key, { personal }]): readonly [string, Json] => {
    const person = personal && row[personal.of];
    const value = typeof person === 'string' ? valuesOf(person).get(key) : undefined;
    if (value === undefined) return [key, null];
    persons.add(person as string);
    return [key, value];
  });
  return { values: Object.fromEntries(values), persons };
}

function remembered<V>(find: (key: string) => V): (key: string) => V {
  const found = new Map<string, V>();
  return (key) => {
    const known = found.get(key) ?? find(key);
    found.set(key, known);
    return known;
  };
}

const ANYWHERE = '';

const unitOf = ({ unit }: Readable, row: Row): string => (unit === undefined ? ANYWHERE : String(row[unit]));

/** A row that names nobody hides nothing. */
const masked = ({ columns }: Readable, row: Row): Row =>
  Object.fromEntries(Object.entries(columns).map(([key, { personal }]) => [key, personal && row[personal.of] !== undefined ? MASK : null]));
