import { quote, type Database, type Statement, type StoredRow } from './database';
import type { Participant, Poison } from './participant';
import { dropTable, physicalName } from './physical';

/** Which build of a projection is live, how far it is, and whether it is parked. */
export interface Pointer {
  readonly name: string;
  readonly version: number;
  readonly build: number;
  readonly position: bigint;
  readonly signature: string;
  readonly poison: Poison | undefined;
}

/** A build beside the live tables, or the remains of one. */
export interface BuildRow {
  readonly name: string;
  readonly version: number;
  readonly build: number;
  readonly position: bigint;
  readonly signature: string;
  readonly state: 'building' | 'old';
  readonly head: bigint;
  /** Events per second, and seconds left, as last estimated. */
  readonly rate: number;
  readonly secondsLeft: number;
}

const POINTER_COLUMNS = 'name, version, build, position, signature, poison_position, poison_event, error';
const BUILD_COLUMNS = 'name, version, build, position, signature, state, head, rate, seconds_left';

export function setUpStatements({ types: { text, integer } }: Database['dialect']): Statement[] {
  return [
    `CREATE TABLE IF NOT EXISTS ledger_projections (name ${text} PRIMARY KEY, version ${integer} NOT NULL, build ${integer} NOT NULL, position ${integer} NOT NULL,
      signature ${text} NOT NULL, poison_position ${integer}, poison_event ${text}, error ${text})`,
    `CREATE TABLE IF NOT EXISTS ledger_builds (name ${text} NOT NULL, build ${integer} NOT NULL, version ${integer} NOT NULL, position ${integer} NOT NULL,
      signature ${text} NOT NULL, state ${text} NOT NULL, head ${integer} NOT NULL, rate ${integer} NOT NULL, seconds_left ${integer} NOT NULL, PRIMARY KEY (name, build))`,
    `CREATE TABLE IF NOT EXISTS ledger_build_number (one ${integer} PRIMARY KEY, last ${integer} NOT NULL)`,
    'INSERT INTO ledger_build_number (one, last) VALUES (1, 0) ON CONFLICT (one) DO NOTHING',
  ].map((sql) => ({ sql, params: [] }));
}

/** Of what is created at first, the last. */
export const lastBuildStatement: Statement = { sql: 'SELECT last FROM ledger_build_number', params: [] };

/** The pointers of some projections, or of all. */
export function pointersStatement({ dialect }: Database, names?: readonly string[]): Statement {
  const where = names ? ` WHERE name IN (${names.map((_, index) => dialect.placeholder(index + 1)).join(', ')})` : '';
  return { sql: `SELECT ${POINTER_COLUMNS} FROM ledger_projections${where}`, params: names ?? [] };
}

export const pointerOf = ([name, version, build, position, signature, poisonPosition, poisonEvent, error]: StoredRow): Pointer => ({
  name: name as string,
  version: Number(version),
  build: Number(build),
  position: position as bigint,
  signature: signature as string,
  poison: poisonPosition === null ? undefined : { position: poisonPosition as bigint, eventId: poisonEvent as string, error: error as string },
});

const buildOf = ([name, version, build, position, signature, state, head, rate, secondsLeft]: StoredRow): BuildRow => ({
  name: name as string,
  version: Number(version),
  build: Number(build),
  position: position as bigint,
  signature: signature as string,
  state: state as BuildRow['state'],
  head: head as bigint,
  rate: Number(rate),
  secondsLeft: Number(secondsLeft),
});

/** The rows that say which tables are live, which are being built, and which may go. */
export class Catalogue {
  constructor(private readonly database: Database) {}

  async pointers(): Promise<ReadonlyMap<string, Pointer>> {
    const rows = await this.database.read(pointersStatement(this.database));
    return new Map(rows.map(pointerOf).map((pointer) => [pointer.name, pointer]));
  }

  async builds(): Promise<readonly BuildRow[]> {
    return (await this.database.read({ sql: `SELECT ${BUILD_COLUMNS} FROM ledger_builds ORDER BY name, build`, params: [] })).map(buildOf);
  }

  /** Creates the tables of builds under a number that no build has had; whoever takes the number first wins. */
  async begin(head: bigint, buildsAt: (build: number) => readonly Participant[]): Promise<readonly Participant[]> {
    const [row] = await this.database.read(lastBuildStatement);
    const last = Number(row![0]);
    const builds = buildsAt(last + 1);
    const p = (n: number) => this.database.dialect.placeholder(n);
    const take: Statement = { sql: `UPDATE ledger_build_number SET last = ${p(1)} WHERE last = ${p(2)}`, params: [last + 1, last], expect: 1 };
    const begun = builds.flatMap((each): Statement[] => {
      const params = [each.name, each.version, each.build, each.position, each.signature, 'building', head, 0, 0];
      return [{ sql: `INSERT INTO ledger_builds (${BUILD_COLUMNS}) VALUES (${this.placeholders(params.length)})`, params }, ...each.create()];
    });
    await this.database.write([take, ...begun]);
    return builds;
  }

  /** Moves participants that stand at one position; whoever else moved one of them first wins. */
  move(participants: readonly Participant[], from: bigint, to: bigint, progress: { readonly rate: number; readonly secondsLeft: number }): Statement[] {
    const [building, live] = [participants.filter((each) => each.building), participants.filter((each) => !each.building)];
    const statements: Statement[] = [];
    if (live.length > 0) {
      statements.push(this.swapPositions('UPDATE ledger_projections SET poison_position = NULL, poison_event = NULL, error = NULL, position =', live, from, [to]));
    }
    if (building.length > 0) {
      statements.push(this.swapPositions("UPDATE ledger_builds SET state = 'building', rate =", building, from, [progress.rate, progress.secondsLeft, to], ['seconds_left', 'position'], "state = 'building'"));
    }
    return statements;
  }

  park({ name, build, position }: Participant, to: bigint, poison: Poison): Statement {
    const p = (n: number) => this.database.dialect.placeholder(n);
    return {
      sql: `UPDATE ledger_projections SET position = ${p(1)}, poison_position = ${p(2)}, poison_event = ${p(3)}, error = ${p(4)} WHERE name = ${p(5)} AND build = ${p(6)} AND position = ${p(7)}`,
      params: [to, poison.position, poison.eventId, poison.error, name, build, position],
      expect: 1,
    };
  }

  /** Notes on the live build why another build of the projection failed. */
  note(name: string, poison: Poison): Statement {
    const p = (n: number) => this.database.dialect.placeholder(n);
    return {
      sql: `UPDATE ledger_projections SET poison_position = ${p(1)}, poison_event = ${p(2)}, error = ${p(3)} WHERE name = ${p(4)}`,
      params: [poison.position, poison.eventId, poison.error, name],
    };
  }

  /** Makes a finished build the live one; the old tables and any other build of it become `old`. */
  swap({ name, version, build, position, signature }: Participant, old: Pointer | undefined, poison?: Poison): Statement[] {
    const p = (n: number) => this.database.dialect.placeholder(n);
    const error = [poison?.position ?? null, poison?.eventId ?? null, poison?.error ?? null];
    const point: Statement = old
      ? {
          sql: `UPDATE ledger_projections SET version = ${p(1)}, build = ${p(2)}, position = ${p(3)}, signature = ${p(4)}, poison_position = ${p(5)}, poison_event = ${p(6)}, error = ${p(7)} WHERE name = ${p(8)} AND build = ${p(9)}`,
          params: [version, build, position, signature, ...error, name, old.build],
          expect: 1,
        }
      : {
          sql: `INSERT INTO ledger_projections (${POINTER_COLUMNS}) VALUES (${this.placeholders(8)}) ON CONFLICT (name) DO NOTHING`,
          params: [name, version, build, position, signature, ...error],
          expect: 1,
        };
    const remains = old ? [old.name, old.version, old.build, old.position, old.signature, 'old', 0n, 0, 0] : [];
    return [
      point,
      { sql: `DELETE FROM ledger_builds WHERE name = ${p(1)} AND build = ${p(2)} AND state = 'building'`, params: [name, build], expect: 1 },
      { sql: `UPDATE ledger_builds SET state = 'old' WHERE name = ${p(1)}`, params: [name] },
      ...(old ? [{ sql: `INSERT INTO ledger_builds (${BUILD_COLUMNS}) VALUES (${this.placeholders(9)})`, params: remains }] : []),
    ];
  }

  giveUp({ name, build }: Participant): Statement {
    const p = (n: number) => this.database.dialect.placeholder(n);
    return { sql: `UPDATE ledger_builds SET state = 'old' WHERE name = ${p(1)} AND build = ${p(2)}`, params: [name, build] };
  }

  /** Drops what no pointer leads to any more. */
  async dropOld(): Promise<void> {
    const p = (n: number) => this.database.dialect.placeholder(n);
    for (const { name, version, build, signature } of (await this.builds()).filter(({ state }) => state === 'old')) {
      const tables = (JSON.parse(signature) as [string][]).map(([table]) => dropTable(physicalName(table, version, build)));
      await this.database.write([...tables, { sql: `DELETE FROM ledger_builds WHERE name = ${p(1)} AND build = ${p(2)}`, params: [name, build] }]);
    }
  }

  private placeholders(count: number): string {
    return Array.from({ length: count }, (_, index) => this.database.dialect.placeholder(index + 1)).join(', ');
  }

  private swapPositions(update: string, participants: readonly Participant[], from: bigint, values: readonly unknown[], further: readonly string[] = [], also = '1 = 1'): Statement {
    const params: unknown[] = [];
    const bind = (value: unknown) => this.database.dialect.placeholder(params.push(value));
    const set = values.map((value, index) => (index === 0 ? bind(value) : `${quote(further[index - 1]!)} = ${bind(value)}`)).join(', ');
    const at = `position = ${bind(from)} AND ${also}`;
    const which = participants.map(({ name, build }) => `(name = ${bind(name)} AND build = ${bind(build)})`).join(' OR ');
    return { sql: `${update} ${set} WHERE ${at} AND (${which})`, params, expect: participants.length };
  }
}
