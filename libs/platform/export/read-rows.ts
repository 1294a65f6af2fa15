import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import ExcelJS from 'exceljs';

/** One row of a file: its line or row number, as people count them, and its cells by column heading. */
export interface TypedRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, unknown>>;
}

/** The file cannot be read as what its name says it is. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

const ROWS_MAX = 200_000;

/** Rows of an .xlsx (first sheet), .csv (RFC 4180, UTF-8) or .jsonl file. Cells of .xlsx and .csv are texts, as typed. */
export async function* readRows(file: string): AsyncGenerator<TypedRow> {
  const kind = extname(file).toLowerCase();
  const rows = kind === '.xlsx' ? readXlsx(file) : kind === '.csv' ? readCsv(file) : kind === '.jsonl' ? readJsonl(file) : undefined;
  if (!rows) throw new UnreadableFile(`${file}: expected a file named .xlsx, .csv or .jsonl`);
  let count = 0;
  for await (const row of rows) {
    count += 1;
    if (count > ROWS_MAX) throw new UnreadableFile(`${file}: more than ${ROWS_MAX} rows; split it`);
    yield row;
  }
}

async function* readJsonl(file: string): AsyncGenerator<TypedRow> {
  let line = 0;
  for await (const text of linesOf(file)) {
    line += 1;
    if (text.trim() === '') continue;
    let cells: unknown;
    try {
      cells = JSON.parse(text);
    } catch {
      throw new UnreadableFile(`${file}:${line}: not JSON (cut off?)`);
    }
    if (typeof cells !== 'object' || cells === null || Array.isArray(cells)) throw new UnreadableFile(`${file}:${line}: not a JSON object`);
    yield { line, cells: cells as Record<string, unknown> };
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const lines = createInterface({ input: createReadStream(file, 'latin1'), crlfDelay: Infinity });
  for await (const line of lines) {
    try {
      yield decoder.decode(Buffer.from(line, 'latin1')).replace(/^\ufeff/, '');
    } catch {
      throw new UnreadableFile(`${file}: not UTF-8`);
    }
  }
}

async function* readCsv(file: string): AsyncGenerator<TypedRow> {
  let heading: readonly string[] | undefined;
  for await (const { line, cells } of csvRecords(file)) {
    if (!heading) heading = namedHeading(file, cells);
    else if (cells.some((cell) => cell.trim() !== '')) yield { line, cells: named(file, line, heading, cells) };
  }
}

/** Records of RFC 4180: a quoted cell may hold commas, quotes (doubled) and line breaks. */
async function* csvRecords(file: string): AsyncGenerator<{ line: number; cells: string[] }> {
  let pending = '';
  let line = 0;
  let first = 1;
  for await (const text of linesOf(file)) {
    line += 1;
    if (pending === '') first = line;
    pending = pending === '' ? text : `${pending}\n${text}`;
    if ((pending.match(/"/g)?.length ?? 0) % 2 === 1) continue;
    yield { line: first, cells: splitRecord(pending) };
    pending = '';
  }
  if (pending !== '') throw new UnreadableFile(`${file}:${first}: a quoted cell never ends (cut off?)`);
}

function splitRecord(record: string): string[] {
  const cells = record.match(/("(?:[^"]|"")*"|[^,]*)(,|$)/g) ?? [];
  if (!record.endsWith(',')) cells.pop();
  return cells.map((cell) => {
    const bare = cell.replace(/,$/, '');
    return bare.startsWith('"') ? bare.slice(1, -1).replace(/""/g, '"') : bare;
  });
}

async function* readXlsx(file: string): AsyncGenerator<TypedRow> {
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.readFile(file);
  } catch (error) {
    throw new UnreadableFile(`${file}: not a readable .xlsx (${(error as Error).message})`);
  }
  const page = workbook.worksheets[0];
  if (!page) throw new UnreadableFile(`${file}: has no sheet`);
  let heading: readonly string[] | undefined;
  for (let line = 1; line <= page.rowCount; line += 1) {
    const row = page.getRow(line);
    const cells = Array.from({ length: page.columnCount }, (_, index) => typedText(row.getCell(index + 1)));
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (!heading) heading = namedHeading(file, cells);
    else yield { line, cells: named(file, line, heading, cells) };
  }
}

/** A cell as text: days as `YYYY-MM-DD`, formulas as their result, numbers without exponent. */
function typedText(cell: ExcelJS.Cell): string {
  const value = cell.value;
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value).toString() : String(value);
  if (typeof value === 'object' && 'result' in value && value.result !== undefined) return value.result instanceof Date ? value.result.toISOString().slice(0, 10) : String(value.result);
  return cell.text;
}

function namedHeading(file: string, cells: readonly string[]): readonly string[] {
  const heading = cells.map((cell) => cell.trim().normalize('NFC'));
  const repeated = heading.find((name, index) => name !== '' && heading.indexOf(name) !== index);
  if (repeated) throw new UnreadableFile(`${file}: two columns are headed “${repeated}”`);
  return heading;
}

function named(file: string, line: number, heading: readonly string[], cells: readonly string[]): Record<string, string> {
  const stray = cells.findIndex((cell, index) => cell.trim() !== '' && !heading[index]);
  if (stray >= 0) throw new UnreadableFile(`${file}:${line}: cell ${stray + 1} stands under no heading`);
  return Object.fromEntries(cells.flatMap((cell, index) => (heading[index] && cell.trim() !== '' ? [[heading[index]!, cell]] : [])));
}
