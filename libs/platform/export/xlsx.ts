import type { Json, ReportColumn } from '@ledger/kit';
import ExcelJS from 'exceljs';
import { basisLabel, exportedColumns, MIXED, type Language, type Sheet } from './sheet';

const FORMATS: { readonly [unit: string]: string } = { VND: '#,##0', percent: '0.00', text: '@' };
const FIRST_ROW = 4;

/** An .xlsx of one sheet. */
export const toXlsx = async (sheet: Sheet, language: Language = 'vi'): Promise<Buffer> => Buffer.from(await toWorkbook([sheet], language));

/** An .xlsx of several sheets, each with title, unit line, header, rows, totals, notes and provenance, in one language. It is made in a browser as well. */
export async function toWorkbook(sheets: readonly Sheet[], language: Language = 'vi'): Promise<ArrayBuffer> {
  const workbook = new ExcelJS.Workbook();
  for (const sheet of sheets) writeSheet(workbook, sheet, language);
  return workbook.xlsx.writeBuffer() as Promise<unknown> as Promise<ArrayBuffer>;
}

function writeSheet(workbook: ExcelJS.Workbook, sheet: Sheet, language: Language): void {
  const page = workbook.addWorksheet(sheet.name.slice(0, 31), { views: [{ state: 'frozen', ySplit: FIRST_ROW - 1 }], pageSetup: { orientation: 'landscape', fitToPage: true, fitToHeight: 0 } });
  const columns = exportedColumns(sheet);
  page.getCell(1, 1).value = sheet.title[language];
  page.getCell(1, 1).font = { bold: true, size: 14 };
  if (columns.some((column) => column.unit === 'VND')) page.getCell(2, 1).value = { vi: 'Đơn vị tính: đồng', en: 'Unit: VND' }[language];
  const header = page.getRow(FIRST_ROW - 1);
  columns.forEach((column, index) => writeHeader(page, header.getCell(index + 1), column, index + 1, language));
  let at = FIRST_ROW;
  for (const row of sheet.rows) writeRow(page.getRow(at++), columns, row, language);
  if (sheet.totals) {
    const totals = page.getRow(at++);
    writeRow(totals, columns, sheet.totals, language);
    totals.font = { bold: true };
  }
  at += 1;
  for (const note of sheet.notes) page.getCell(at++, 1).value = note[language];
  for (const { label, value } of sheet.provenance) page.getCell(at++, 1).value = `${label[language]}: ${value}`;
}

function writeHeader(page: ExcelJS.Worksheet, cell: ExcelJS.Cell, column: ReportColumn, index: number, language: Language): void {
  cell.value = column.label[language];
  cell.font = { bold: true };
  cell.alignment = { wrapText: true, vertical: 'middle' };
  page.getColumn(index).width = column.unit === 'VND' ? 22 : Math.min(40, Math.max(10, column.label[language].length));
}

function writeRow(row: ExcelJS.Row, columns: readonly ReportColumn[], values: Readonly<Record<string, Json | undefined>>, language: Language): void {
  columns.forEach((column, index) => {
    const cell = row.getCell(index + 1);
    const value = values[column.key];
    cell.value = column.key === 'basis' ? basisLabel(value, language) : cellValue(value, column.unit);
    cell.numFmt = FORMATS[column.unit] ?? (column.unit === MIXED && Number.isInteger(cell.value) ? '#,##0' : 'General');
  });
}

/** A whole amount beyond 2^53 stays a text: a spreadsheet would round it. */
function cellValue(value: Json | undefined, unit: string): string | number | boolean | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'object') return JSON.stringify(value);
  if (unit !== 'text' && unit !== MIXED && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) && Number.isSafeInteger(Math.trunc(Number(value)))) return Number(value);
  return value;
}
