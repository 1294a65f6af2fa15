import { encodeShape, type Field, type JsonObject, type Projection, type Shape, type Words } from '@ledger/kit';
import type { Language, Sheet } from '@ledger/platform/export';
import { Problem } from '../problems/problem';

type Table = Projection['tables'][number];

/** A file holds so many rows at most: it is made in memory, beside everything else the server does. */
export const EXPORT_ROWS_MAX = 20_000;

export interface ExportedList {
  readonly table: Table;
  readonly rows: readonly object[];
  readonly asOf: string | undefined;
  readonly position: bigint;
}

/** A list as a table for a file. Spreadsheets and papers get the labels of choices, programs (CSV) their codes; personal data go into neither. */
export function listSheet({ table, rows, asOf, position }: ExportedList, format: string, language: Language): Sheet {
  if (rows.length > EXPORT_ROWS_MAX) throw new Problem(422, 'query.too-many-rows', { max: EXPORT_ROWS_MAX });
  const fields = Object.entries(table.columns as Shape).filter(([key]) => key !== 'sortKey');
  const readable = format !== 'csv';
  return {
    name: table.name,
    title: table.label,
    columns: fields.map(([key, { label, word }]) => ({ key, label, unit: word === 'vnd' ? 'VND' : word === 'count' || word === 'fiscal-year' ? 'number' : 'text' })),
    rows: rows.map((row) => ({ ...cellsOf(table, row, readable, language), ...('basis' in row && row.basis ? { basis: row.basis } : {}) }) as JsonObject),
    notes: [],
    provenance: [
      ...(asOf === undefined ? [] : [{ label: { vi: 'Theo ngày hiệu lực (asOf)', en: 'As of' }, value: asOf }]),
      { label: { vi: 'Theo vị trí ghi nhận (knownAt)', en: 'Known at' }, value: position.toString() },
    ],
  };
}

function cellsOf(table: Table, row: object, readable: boolean, language: Language): JsonObject {
  const json = encodeShape(table.columns as Shape, row as Record<string, unknown>);
  if (!readable) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, labelOf(table.columns[key] as Field & { choices?: Record<string, Words> }, value, language)])) as JsonObject;
}

function labelOf(field: Field & { readonly choices?: { readonly [value: string]: Words } }, value: unknown, language: Language): unknown {
  return field.choices && typeof value === 'string' ? (field.choices[value]?.[language] ?? value) : value;
}
