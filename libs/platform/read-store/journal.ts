import type { Recorded } from '@ledger/kit';
import type { Batch } from './batch';
import { quote, rowsToInsert, type Database, type Statement, type StoredRow, type TypedColumn } from './database';
import type { Participant, Prepared } from './participant';
import { physicalName } from './physical';

export const JOURNAL = '$journal';
export const JOURNAL_VERSION = 2;
const COMMANDS = 'ledger_commands';
const INSTANTS = 'ledger_instants';

/** Shaped like a projection's signature: the names of its tables come first. */
export const JOURNAL_SIGNATURE = JSON.stringify([[COMMANDS], [INSTANTS]]);

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
      `CREATE TABLE ${commandsTable(this.build)} (command_id ${text} NOT NULL, stream ${text} NOT NULL, command_hash ${text},
        first_revision ${integer} NOT NULL, last_revision ${integer} NOT NULL, last_position ${integer} NOT NULL, events ${text} NOT NULL)`,
      `CREATE TABLE ${instantsTable(this.build)} (instant ${integer} PRIMARY KEY, position ${integer} NOT NULL, before_position ${integer} NOT NULL)`,
    ].map((sql) => ({ sql, params: [] }));
  }

  /** Command ids come in no order: their index is made at once at the end of a build, not entry by entry. */
  private createIndex(): Statement {
    const name = quote(`${physicalName(COMMANDS, JOURNAL_VERSION, this.build)}_key`);
    return { sql: `CREATE INDEX ${name} ON ${commandsTable(this.build)} (command_id, last_position)`, params: [] };
  }

  async prepare(batch: Batch): Promise<Prepared> {
    const events = batch.events.slice(batch.firstAfter(this.position));
    const statements = [...(await this.instants(events)), ...this.commands(events)];
    return { statements, position: batch.position, changed: [] };
  }

  finish(): Statement[] {
    this.building = false;
    return [this.createIndex()];
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
    const columns = [...this.texts('command_id', 'stream', 'command_hash'), ...this.integers('first_revision', 'last_revision', 'last_position'), ...this.texts('events')];
    const rows = commandEntries(events).map((entry): StoredRow => [
      entry.commandId, entry.stream, entry.commandHash, entry.firstRevision, entry.lastRevision, entry.lastPosition, entry.events,
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
export const commandStatement = (build: number, commandId: string, placeholder: string): Statement => ({
  sql: `SELECT p.build, c.command_id, c.stream, c.command_hash, c.first_revision, c.last_revision, c.last_position, c.events
    FROM ledger_projections AS p LEFT JOIN ${commandsTable(build)} AS c ON c.command_id = ${placeholder} WHERE p.name = '${JOURNAL}' ORDER BY c.last_position`,
  params: [commandId],
});

/** Up to `limit` command ids after one, in their own order. */
export const commandIdsStatement = (build: number, afterId: string, limit: number, placeholder: string): Statement => ({
  sql: `SELECT DISTINCT command_id FROM ${commandsTable(build)} WHERE command_id > ${placeholder} ORDER BY command_id LIMIT ${limit}`,
  params: [afterId],
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
