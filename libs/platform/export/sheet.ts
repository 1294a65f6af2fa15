import { basisWords } from '@ledger/fields';
import type { Json, ReportColumn, ReportRow, Words } from '@ledger/kit';

/** One table as every format needs it: a report's answer or a list's. */
export interface Sheet {
  readonly name: string;
  readonly title: Words;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  readonly totals?: ReportRow;
  readonly notes: readonly Words[];
  /** What the table was made from, for its foot: `asOf`, `knownAt`, `position`. */
  readonly provenance: readonly { readonly label: Words; readonly value: string }[];
  /** What an issued table is known by, such as the id of its manifest. */
  readonly mark?: { readonly label: Words; readonly value: string };
}

export type Language = keyof Words;

/** The unit of a column of texts and figures: a text of digits stays the code that it is. */
export const MIXED = 'mixed';

const basisColumn: ReportColumn = { key: 'basis', label: { vi: 'Nguồn gốc số liệu', en: 'Basis' }, unit: 'text' };

/** The columns of an exported table: the table's own and, whatever they are, the basis of each row. */
export const exportedColumns = (sheet: Sheet): readonly ReportColumn[] =>
  sheet.columns.some((column) => column.key === 'basis') ? sheet.columns : [...sheet.columns, basisColumn];

export const basisLabel = (basis: Json | undefined, language: Language): string =>
  typeof basis === 'string' ? ((basisWords as { readonly [basis: string]: Words | undefined })[basis]?.[language] ?? basis) : '';
