import type { Json } from '@ledger/kit';
import { exportedColumns, type Sheet } from './sheet';

/** A text that a spreadsheet would run as a formula; a leading apostrophe keeps it a text. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

function cell(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  const raw = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const safe = FORMULA.test(raw) && !NUMBER.test(raw) ? `'${raw}` : raw;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/**
 * RFC 4180 with a byte order mark, so that spreadsheets read Vietnamese; the header holds the columns' keys and the
 * last line, where the table has totals, is the totals row.
 */
export function toCsv(sheet: Sheet): string {
  const columns = exportedColumns(sheet);
  const line = (row: Readonly<Record<string, Json | undefined>>) => columns.map((column) => cell(row[column.key])).join(',');
  const lines = [columns.map((column) => cell(column.key)).join(','), ...sheet.rows.map(line)];
  if (sheet.totals) lines.push(line(sheet.totals));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}
