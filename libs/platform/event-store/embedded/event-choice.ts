/** Which events somebody wants, told by one of their names alone, so that the others need not be read. */
export interface EventChoice {
  readonly by: 'stream' | 'type';
  /** Always the same answer for the same name. */
  test(name: string): boolean;
}

/** Names beyond which further ones are looked at each time: the query that leaves the others out would take longer than the look. */
const REFUSED_MAX = 4_096;
/** Fewest names to look at in one query. */
const LOOKS_MIN = 256;

/** A position with the type's name or the stream's number. */
export type Looked = [position: number, name: number | string];

/** Finds where the events of a choice lie. Of what it refuses nothing but one name is read, and that only until the name is known to be refused. */
export class Choosing {
  private readonly refused = new WeakMap<EventChoice, Refused>();

  constructor(
    private readonly ask: (sql: string, values: readonly (number | string)[]) => Looked[],
    private readonly nameOf: (stream: number) => string,
  ) {}

  /** At most `limit` places between two positions, both included, and the position up to which it looked. */
  look(choice: EventChoice, first: number, last: number, backwards: boolean, limit: number): { readonly places: { readonly position: number }[]; readonly reached: number } {
    const places: { position: number }[] = [];
    for (let [low, high] = [first, last]; low <= high; ) {
      const wanted = Math.max(limit - places.length, LOOKS_MIN);
      const looked = this.notRefused(choice, low, high, backwards, wanted);
      for (const [position, name] of looked) {
        if (!this.takes(choice, name)) continue;
        places.push({ position });
        if (places.length === limit) return { places, reached: position };
      }
      if (looked.length < wanted) break;
      const [position] = looked.at(-1)!;
      if (backwards) high = position - 1;
      else low = position + 1;
    }
    return { places, reached: backwards ? first : last };
  }

  private notRefused(choice: EventChoice, low: number, high: number, backwards: boolean, limit: number): Looked[] {
    const refused = this.refused.get(choice)?.json ?? '[]';
    const sql = `SELECT position, ${choice.by} FROM events WHERE position BETWEEN ? AND ?
                 AND ${choice.by} NOT IN (SELECT value FROM json_each(?)) ORDER BY position ${backwards ? 'DESC' : 'ASC'} LIMIT ?`;
    return this.ask(sql, [low, high, refused, limit]);
  }

  private takes(choice: EventChoice, name: number | string): boolean {
    if (choice.test(typeof name === 'number' ? this.nameOf(name) : name)) return true;
    const refused = this.refused.get(choice) ?? new Refused();
    this.refused.set(choice, refused);
    refused.add(name);
    return false;
  }
}

/** The names (of types) or numbers (of streams) that a choice is known to refuse, as a query takes them. */
class Refused {
  private readonly known = new Set<string | number>();
  private text: string | undefined;

  add(name: string | number): void {
    if (this.known.size >= REFUSED_MAX) return;
    this.known.add(name);
    this.text = undefined;
  }

  /** A JSON array. */
  get json(): string {
    return (this.text ??= JSON.stringify([...this.known]));
  }
}
