import type { Field, Table } from '@ledger/kit';
import { quote, type Dialect, type Stored, type TypedColumn } from './database';

/** The columns that the read store adds to every table; a projection's own columns may not be called so. */
export const SYSTEM_COLUMNS = ['effective_on', 'valid_from', 'valid_to', 'basis'] as const;
const NAME_MAX = 40;

export interface Column extends TypedColumn {
  readonly field: Field;
  readonly nullable: boolean;
  toStored(value: unknown): Stored;
  toDomain(stored: Stored): unknown;
}

/** A table as one dialect stores it. */
export interface Layout {
  readonly table: Table;
  readonly dated: boolean;
  readonly columns: readonly Column[];
  readonly byName: ReadonlyMap<string, Column>;
  /** Ranks of the key's columns. */
  readonly key: readonly number[];
  readonly keyColumns: readonly Column[];
  /** Own and system columns, in the order of stored rows. */
  readonly stored: readonly TypedColumn[];
}

export function layoutOf(table: Table<any, any>, dialect: Dialect): Layout {
  checkDefinition(table);
  const columns = Object.entries(table.columns as Record<string, Field>).map(([name, field]) => columnOf(name, field, dialect));
  const { text, integer } = dialect.types;
  const dated = table.kind === 'dated';
  const system = SYSTEM_COLUMNS.map((name) => ({ name, type: name === 'effective_on' ? text : integer }));
  const key = (table.key as readonly string[]).map((name) => columns.findIndex((column) => column.name === name));
  return {
    table,
    dated,
    columns,
    byName: new Map(columns.map((column) => [column.name, column])),
    key,
    keyColumns: key.map((rank) => columns[rank]!),
    stored: [...columns, ...system.filter(({ name }) => dated || name !== 'effective_on')],
  };
}

/** What the stored columns look like: a build of another layout cannot answer this code's queries. */
export const layoutSignature = (tables: readonly Table<any, any>[]): string =>
  JSON.stringify(
    tables.map(({ name, kind, key, columns }) => [
      name, kind, key,
      Object.entries(columns as Record<string, Field>).map(([column, field]) => [column, field.storage, field.optional, field.schema.type ?? null]),
    ]),
  );

function checkDefinition(table: Table<any, any>): void {
  const fail = (why: string): never => {
    throw new Error(`table ${table.name}: ${why}`);
  };
  if (table.name.length > NAME_MAX) fail(`the name is longer than ${NAME_MAX} characters`);
  quote(table.name);
  if (table.key.length === 0) fail('no key');
  for (const name of Object.keys(table.columns)) {
    if ((SYSTEM_COLUMNS as readonly string[]).includes(name)) fail(`the column name ${name} is taken`);
    quote(name);
  }
  for (const name of table.key as readonly string[]) {
    const field: Field | undefined = table.columns[name];
    if (!field || field.optional || field.storage === 'json') fail(`${name} cannot be part of the key`);
  }
}

function columnOf(name: string, field: Field, dialect: Dialect): Column {
  const convert = conversions(field, dialect, name);
  return {
    name,
    field,
    type: dialect.types[field.storage],
    nullable: field.optional,
    toStored: (value) => {
      if (value !== undefined && value !== null) return convert.toStored(value);
      if (field.optional) return null;
      throw new Error(`column ${name} must have a value`);
    },
    toDomain: (stored) => (stored === null ? undefined : convert.toDomain(stored)),
  };
}

interface Conversion {
  toStored(value: unknown): Stored;
  toDomain(stored: Stored): unknown;
}

function conversions(field: Field, dialect: Dialect, name: string): Conversion {
  switch (field.storage) {
    case 'text':
      return { toStored: (value) => textOf(field.encode(value), name), toDomain: textDecoder(field, name) };
    case 'integer':
      return { toStored: (value) => integerOf(value, name), toDomain: integerDecoder(field) };
    case 'boolean':
      return { toStored: (value) => dialect.boolean(value === true), toDomain: (stored) => stored === true || stored === 1n };
    case 'json':
      return { toStored: (value) => jsonText(field, value, name), toDomain: (stored) => field.decode(JSON.parse(stored as string), name) };
  }
}

/** Words stored as text are their own JSON; only a word that says otherwise in its schema is decoded again. */
const textDecoder = (field: Field, name: string) =>
  field.schema.type === 'string' ? (stored: Stored) => stored : (stored: Stored) => field.decode(stored, name);

/** A word whose JSON is a number is a number in code; one whose JSON is a text (money) is a bigint. */
const integerDecoder = (field: Field) => (field.schema.type === 'integer' ? (stored: Stored) => Number(stored) : (stored: Stored) => BigInt(stored as bigint));

function textOf(json: unknown, name: string): string {
  if (typeof json !== 'string') throw new Error(`column ${name} holds text, not ${typeof json}`);
  return json;
}

/** Within 64 bits, or an error: nothing wraps around. */
export function integerOf(value: unknown, name: string): bigint | number {
  if (typeof value === 'number' ? Number.isSafeInteger(value) : typeof value === 'bigint' && BigInt.asIntN(64, value) === value) {
    return value as bigint | number;
  }
  throw new Error(`column ${name} holds 64-bit integers, not ${String(value)}`);
}

/** What cannot be read back is refused when it is written. */
function jsonText(field: Field, value: unknown, name: string): string {
  const json = field.encode(value);
  field.decode(json, name);
  return JSON.stringify(json);
}
