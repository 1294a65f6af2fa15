import type { EventMeta } from './act';
import { encodeEvent, type EventDefinition, type Fact } from './events';
import { MemoryTables } from './memory-tables';
import { asIfSealed, Personal } from './personal';
import type { Issued, Process } from './process';
import type { Projection } from './projection';
import { dataOf, metaOf, SeenEvent, type Recorded } from './recorded';
import type { Json, JsonObject } from './json';
import type { Refusal } from './refusal';
import { list, type Source } from './source';
import type { KeyOf, RowOf, Table } from './table';

/** A fact that was recorded before, and what is known about it beside its data. */
export interface Happened {
  readonly fact: Fact;
  readonly meta: Partial<EventMeta> & { readonly by?: string };
}

export interface Shown {
  /** Throws unless the row of this key has these columns (`undefined`: is absent); with `undefined`, unless there is no such row. */
  shows<T extends Table<any, any>>(table: T, key: KeyOf<T>, row: Partial<RowOf<T>> | undefined): Shown;
  /** The rows a source gives after all of it. */
  rows<R>(source: Source<R>, asOf?: string): readonly R[];
}

export interface Issues {
  /** Throws unless exactly these commands are issued, in this order. */
  issues(...commands: readonly object[]): void;
  /** Throws unless the refusal of the command that the last event led to leads to exactly these. */
  whenRefused(refusal: Refusal, ...commands: readonly object[]): void;
}

/** What a projection's tables hold after some events. */
export function givenProjection(projection: Projection, past: readonly Happened[]): Shown {
  const tables = new MemoryTables();
  past.forEach((item, index) => tables.apply(projection, new SeenEvent(recorded(item, index, projection.on[item.fact.type]?.definition))));
  const shown: Shown = {
    shows: (table, key, expected) => {
      const [row] = tables.evaluate(list(table, { where: key as never })) as readonly Readonly<Record<string, unknown>>[];
      const picked = row && expected && Object.fromEntries(Object.keys(expected).map((column) => [column, row[column]]));
      mustEqual(printed(row && (picked ?? row)), printed(expected));
      return shown;
    },
    rows: (source, asOf) => tables.evaluate(source, { asOf }),
  };
  return shown;
}

/** The commands a process issues on some events. */
export function givenProcess(process: Process, past: readonly Happened[]): Issues {
  const causes = past.flatMap((item, index) => {
    const handler = process.on[item.fact.type];
    if (!handler) return [];
    const event = recorded(item, index, handler.definition);
    const cause = { type: event.type, data: dataOf(event, handler.definition), meta: metaOf(event) };
    return [{ cause, issued: handler.run(cause.data, cause.meta) }];
  });
  return {
    issues: (...commands) => mustEqual(printedCommands(causes.flatMap(({ issued }) => issued)), printedCommands(commands.map((command) => ({ command })))),
    whenRefused: (refusal, ...commands) => {
      const last = causes[causes.length - 1];
      const answer = process.refused[refusal.code] ?? process.refused['*'];
      if (!last?.issued[0] || !answer) throw new Error(`a refusal ${refusal.code} parks ${process.name}`);
      mustEqual(printedCommands(answer({ command: last.issued[0].command, refusal, cause: last.cause })), printedCommands(commands.map((command) => ({ command }))));
    },
  };
}

/** The event as a ledger would have recorded it: in its stored form, at position 1, 2, 3 … */
function recorded({ fact, meta }: Happened, index: number, definition: EventDefinition | undefined): Recorded {
  const { by = 'someone', effectiveOn = '2024-01-01', stream = 'spec.thing-1', revision = BigInt(index), position = BigInt(index + 1), eventId = `event-${index}`, ...rest } = meta;
  const defaults = { actor: { user: by, role: 'any', unit: '10' }, effectiveOn, recordedAt: `${effectiveOn}T03:00:00.000Z`, commandId: `command-${index}`, schemaVersion: definition?.version ?? 1 };
  const metadata = Object.fromEntries(Object.entries({ ...defaults, ...rest }).filter(([, value]) => value !== undefined)) as JsonObject;
  const data = definition ? encodeEvent(definition, asIfSealed(definition.shape, fact.data)) : {};
  return { id: eventId, type: fact.type, stream, revision, position, data, metadata };
}

const printedCommands = (issued: readonly Issued[]): string =>
  issued.map(({ command, effectiveOn }) => `${command.constructor.name} ${printed(command)}${effectiveOn ? ` on ${effectiveOn}` : ''}`).join('\n') || 'nothing';

/** JSON with sorted keys; bigints as `1n`, absent values left out. */
export const printed = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(sorted(value)));

function sorted(value: unknown): Json | undefined {
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Personal) return value.toJSON();
  if (Array.isArray(value)) return value.map((each) => sorted(each) ?? null);
  if (typeof value !== 'object' || value === null) return value as Json;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([key, each]) => (each === undefined ? [] : [[key, sorted(each)] as const]));
  return Object.fromEntries(entries) as JsonObject;
}

function mustEqual(actual: string, expected: string): void {
  if (actual !== expected) throw new Error(`expected:\n${expected}\nbut:\n${actual}`);
}
