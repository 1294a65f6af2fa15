import type { Recorded } from '@ledger/kit';
import type { Batch } from './batch';
import { quote, rowsToInsert, type Database, type Dialect, type Statement, type StoredRow, type TypedColumn } from './database';
import type { Participant, Prepared } from './participant';
import { physicalName } from './physical';

export const JOURNAL = '$journal';
export const JOURNAL_VERSION = 3;
const COMMANDS = 'ledger_commands';
const PLACES = 'ledger_command_places';
const INSTANTS = 'ledger_instants';

/** Shaped like a projection's signature: the names of its tables come first. */
export const JOURNAL_SIGNATURE = JSON.stringify([[COMMANDS], [PLACES], [INSTANTS]]);

/**
 * Commands are found by their places, which are written for so many positions at once, in the order of the keys: ids come in
 * no order, and written one by one each would take a page of its own to the disk. What is not placed yet is looked through.
 */
const PLACED_TOGETHER = 16_384n;
const placedTo = (position: bigint): bigint => (position / PLACED_TOGETHER) * PLACED_TOGETHER;

interface CommandEntry {
  readonly commandId: string;
  readonly stream: string;
  readonly commandHash: string | null;
  readonly firstRevision: bigint;
  lastRevision: bigint;
  lastPosition: bigint;
  /** JSON objects joined by commas. */
  events: string;
}

/**
 * What the shell asks of all events together: which command was recorded where, and at which position the ledger
 * stood at an instant (the running maximum of `recordedAt`, so that one indexed read answers).
 */
export class JournalRun implements Participant {
  readonly name = JOURNAL;
  readonly version = JOURNAL_VERSION;
  readonly signature = JOURNAL_SIGNATURE;
  private latest: bigint | undefined;

  constructor(
    private readonly database: Database,
    readonly build: number,
    public position: bigint,
    public building: boolean,
  ) {}

  create(): Statement[] {
    const { text, integer } = this.database.dialect.types;
    return [
      `CREATE TABLE ${commandsTable(this.build)} (last_position ${integer} PRIMARY KEY, command_key ${integer} NOT NULL, command_id ${text} NOT NULL, stream ${text} NOT NULL,
        command_hash ${text}, first_revision ${integer} NOT NULL, last_revision ${integer} NOT NULL, events ${text} NOT NULL)`,
      `CREATE TABLE ${placesTable(this.build)} (command_key ${integer} NOT NULL, last_position ${integer} NOT NULL, PRIMARY KEY (command_key, last_position))${this.database.dialect.keyedTableSuffix}`,
      `CREATE TABLE ${instantsTable(this.build)} (instant ${integer} PRIMARY KEY, position ${integer} NOT NULL, before_position ${integer} NOT NULL)`,
    ].map((sql) => ({ sql, params: [] }));
  }

  /** Places the commands after one position up to another. */
  private place(after: bigint, to: bigint): Statement[] {
    if (after === to) return [];
    const { placeholder } = this.database.dialect;
    const placed = `SELECT command_key, last_position FROM ${commandsTable(this.build)} WHERE last_position > ${placeholder(1)} AND last_position <= ${placeholder(2)} ORDER BY command_key`;
    return [{ sql: `INSERT INTO ${placesTable(this.build)} (command_key, last_position) ${placed}`, params: [after, to] }];
  }

  async prepare(batch: Batch): Promise<Prepared> {
    const events = batch.events.slice(batch.firstAfter(this.position));
    const places = this.building ? [] : this.place(placedTo(this.position), placedTo(batch.position));
    const statements = [...(await this.instants(events)), ...this.commands(events), ...places];
    return { statements, position: batch.position, changed: [] };
  }

  finish(): Statement[] {
    this.building = false;
    return this.place(0n, placedTo(this.position));
  }

  private async instants(events: readonly Recorded[]): Promise<Statement[]> {
    this.latest ??= await this.latestInstant();
    const rows: StoredRow[] = [];
    let before = this.position;
    for (const { metadata, position } of events) {
      const instant = typeof metadata.recordedAt === 'string' ? Date.parse(metadata.recordedAt) : Number.NaN;
      if (!Number.isNaN(instant) && BigInt(instant) > this.latest) {
        this.latest = BigInt(instant);
        rows.push([this.latest, position, before]);
      }
      before = position;
    }
    return this.database.dialect.insert(physicalName(INSTANTS, JOURNAL_VERSION, this.build), this.integers('instant', 'position', 'before_position'), rowsToInsert(rows));
  }

  private async latestInstant(): Promise<bigint> {
    const [row] = await this.database.read({ sql: `SELECT max(instant) FROM ${instantsTable(this.build)}`, params: [] });
    return (row?.[0] as bigint | null) ?? -(2n ** 62n);
  }

  private commands(events: readonly Recorded[]): Statement[] {
    const { dialect } = this.database;
    const columns = [...this.integers('last_position', 'command_key'), ...this.texts('command_id', 'stream', 'command_hash'), ...this.integers('first_revision', 'last_revision'), ...this.texts('events')];
    const rows = commandEntries(events).map((entry): StoredRow => [
      entry.lastPosition, keyOf(entry.commandId), entry.commandId, entry.stream, entry.commandHash, entry.firstRevision, entry.lastRevision, entry.events,
    ]);
    const table = physicalName(COMMANDS, JOURNAL_VERSION, this.build);
    return dialect.insert(table, columns, rowsToInsert(rows));
  }

  private texts(...names: string[]): TypedColumn[] {
    return names.map((name) => ({ name, type: this.database.dialect.types.text }));
  }

  private integers(...names: string[]): TypedColumn[] {
    return names.map((name) => ({ name, type: this.database.dialect.types.integer }));
  }
}

/** The commands of some events. One whose events lie in two batches has two rows; a command id seen again in another stream stays with its first. */
function commandEntries(events: readonly Recorded[]): CommandEntry[] {
  const entries = new Map<string, CommandEntry>();
  for (const { metadata, stream, revision, position, id, type } of events) {
    const { commandId, commandHash } = metadata;
    if (typeof commandId !== 'string') continue;
    const event = JSON.stringify({ id, type });
    const entry = entries.get(commandId);
    if (!entry) {
      const hash = typeof commandHash === 'string' ? commandHash : null;
      entries.set(commandId, { commandId, stream, commandHash: hash, firstRevision: revision, lastRevision: revision, lastPosition: position, events: event });
    } else if (entry.stream === stream) {
      entry.lastRevision = revision;
      entry.lastPosition = position;
      entry.events += `,${event}`;
    }
  }
  return [...entries.values()];
}

/** The first sixty bits of a UUID; of any other id nothing, which is looked at whole all the same. */
function keyOf(commandId: string): bigint {
  const [, high, middle, low] = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{3})/.exec(commandId) ?? [];
  return high === undefined ? 0n : BigInt(`0x${high}${middle}${low}`);
}

const placesTable = (build: number): string => quote(physicalName(PLACES, JOURNAL_VERSION, build));
const commandsTable = (build: number): string => quote(physicalName(COMMANDS, JOURNAL_VERSION, build));
const instantsTable = (build: number): string => quote(physicalName(INSTANTS, JOURNAL_VERSION, build));

export interface RecordedCommand {
  readonly commandId: string;
  readonly stream: string;
  readonly commandHash: string | undefined;
  readonly firstRevision: bigint;
  readonly lastRevision: bigint;
  readonly lastPosition: bigint;
  readonly events: readonly { readonly id: string; readonly type: string }[];
}

/** Of every part of the command one row: the journal's live build, and the part as `build` has it; or one row with nulls. */
export function commandStatement(build: number, commandId: string, { placeholder }: Dialect): Statement {
  const key = keyOf(commandId);
  const unplaced = `(SELECT position / ${PLACED_TOGETHER} * ${PLACED_TOGETHER} FROM ledger_projections WHERE name = '${JOURNAL}')`;
  return {
    sql: `SELECT p.build, c.command_id, c.stream, c.command_hash, c.first_revision, c.last_revision, c.last_position, c.events
      FROM ledger_projections AS p LEFT JOIN ${commandsTable(build)} AS c ON c.command_id = ${placeholder(1)} AND c.last_position IN (
        SELECT last_position FROM ${placesTable(build)} WHERE command_key = ${placeholder(2)}
        UNION SELECT last_position FROM ${commandsTable(build)} WHERE last_position > ${unplaced} AND command_key = ${placeholder(3)})
      WHERE p.name = '${JOURNAL}' ORDER BY c.last_position`,
    params: [commandId, key, key],
  };
}

/** Up to `limit` commands after a position, each with its own: a command whose events lie in two batches comes twice. */
export const commandIdsStatement = (build: number, after: bigint, limit: number, { placeholder }: Dialect): Statement => ({
  sql: `SELECT command_id, last_position FROM ${commandsTable(build)} WHERE last_position > ${placeholder(1)} ORDER BY last_position LIMIT ${limit}`,
  params: [after],
});

/** Joins the parts of a command, in order. */
export function commandOf(rows: readonly StoredRow[]): RecordedCommand | undefined {
  const [first] = rows;
  if (!first || first[1] === null) return undefined;
  const parts = rows.filter(([, , stream]) => stream === first[2]);
  const last = parts[parts.length - 1]!;
  return {
    commandId: first[1] as string,
    stream: first[2] as string,
    commandHash: (first[3] as string | null) ?? undefined,
    firstRevision: first[4] as bigint,
    lastRevision: last[5] as bigint,
    lastPosition: last[6] as bigint,
    events: JSON.parse(`[${parts.map((part) => part[7] as string).join()}]`) as { id: string; type: string }[],
  };
}

/** The position before the first event recorded after the instant: one row, or none when nothing was. */
export const beforeInstantStatement = (build: number, milliseconds: number, placeholder: string): Statement => ({
  sql: `SELECT before_position FROM ${instantsTable(build)} WHERE instant > ${placeholder} ORDER BY instant LIMIT 1`,
  params: [BigInt(Math.floor(milliseconds))],
});

export const firstPositionStatement = (build: number): Statement => ({
  sql: `SELECT position FROM ${instantsTable(build)} ORDER BY instant LIMIT 1`,
  params: [],
});
