import type { JsonObject, Projection, Register, Table } from '@ledger/kit';
import { rowSteps, type ListMoment } from '@ledger/platform/fold';
import { tablePath } from '@ledger/platform/nest/queries/list-paths';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { eventJson } from '@ledger/ui/api/recorded';
import { registersOfTables } from './bundle-coverage';
import type { LedgerOf } from './report-explainer';
import type { Answerers } from './worker-calls';

/** A list at a moment, as its answer tells it: a position in decimal text and, of a dated table, a day. */
export interface AnsweredListMoment {
  readonly knownAt: string;
  readonly asOf?: string;
}

/** A list at two moments: `funds/lines`. */
export interface ListQuestion {
  readonly path: string;
  readonly a: AnsweredListMoment;
  readonly b: AnsweredListMoment;
}

/** What one event did to one row; `at`: index of its event. */
export interface ListStep {
  /** As the list's rows are told apart. */
  readonly row: string;
  readonly at: number;
  readonly before?: JsonObject;
  readonly after?: JsonObject;
}

/** Every event behind every row that differs, row by row, each row's in the order in which they lead from A to B. */
export interface ListSteps {
  readonly events: readonly RecordedEvent[];
  readonly steps: readonly ListStep[];
}

/** Says which events are behind the rows of a list that differ, from events that it folds itself by the registers' own projections. */
export class ListExplainer {
  private readonly tables: ReadonlyMap<string, Table>;
  private readonly registersOf: ReadonlyMap<string, readonly string[]>;

  constructor(
    registers: readonly Register[],
    private readonly ledgerOf: LedgerOf,
  ) {
    this.tables = new Map(registers.flatMap(({ name, projections }) => projections.flatMap(({ tables }: Projection) => tables.map((table) => [tablePath(name, table.name), table as Table] as const))));
    this.registersOf = registersOfTables(registers);
  }

  async steps({ path, a, b }: ListQuestion, onRead: (events: number) => void = () => undefined): Promise<ListSteps> {
    const table = this.tables.get(path);
    if (!table) throw new RangeError(`there is no list ${path}`);
    const [from, to] = [momentOf(a), momentOf(b)];
    const ledger = await this.ledgerOf(this.registersOf.get(table.name) ?? [], from.knownAt > to.knownAt ? from.knownAt : to.knownAt, onRead);
    const places = new Map<bigint, number>();
    const events: RecordedEvent[] = [];
    const placeOf = (position: bigint): number => {
      const known = places.get(position) ?? events.push(eventJson(ledger.eventAt(position)!)) - 1;
      places.set(position, known);
      return known;
    };
    const steps = rowSteps(table, ledger, from, to).map(({ key, position, ...step }) => ({ ...step, row: key.map(String).join(' · '), at: placeOf(position) }));
    return { events, steps };
  }
}

const momentOf = ({ knownAt, asOf }: AnsweredListMoment): ListMoment => ({ knownAt: BigInt(knownAt), ...(asOf !== undefined && { asOf }) });

/** What a worker that explains lists can be asked. */
export const explainingLists = (explainer: ListExplainer): Answerers => ({
  listSteps: (question: ListQuestion, onProgress) => explainer.steps(question, onProgress),
});
