import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { UnreadableFile } from './unreadable-file';
import { xlsxRows } from './xlsx-rows';

/** One row of a file: its line or row number, as people count them, and its cells by column heading. */
export interface TypedRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, unknown>>;
}

const ROWS_MAX = 200_000;

/** A spreadsheet's own limit of a cell, in characters. */
const CELL_CHARACTERS_MAX = 32_767;
const HEADING_CHARACTERS_MAX = 500;

/** Rows of an .xlsx (its sheet `Dữ liệu`, else its first), .csv (RFC 4180, UTF-8) or .jsonl file. Cells of .xlsx and .csv are texts, as typed. */
export async function* readRows(file: string): AsyncGenerator<TypedRow> {
  const kind = extname(file).toLowerCase();
  const rows = kind === '.xlsx' ? readXlsx(file) : kind === '.csv' ? readCsv(file) : kind === '.jsonl' ? readJsonl(file) : undefined;
  if (!rows) throw new UnreadableFile(file, { vi: 'cần tệp .xlsx, .csv hoặc .jsonl', en: 'expected a file named .xlsx, .csv or .jsonl' });
  let count = 0;
  for await (const row of rows) {
    count += 1;
    if (count > ROWS_MAX) throw new UnreadableFile(file, { vi: `có hơn ${ROWS_MAX} dòng; hãy tách tệp`, en: `more than ${ROWS_MAX} rows; split it` });
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
      throw new UnreadableFile(`${file}:${line}`, { vi: `dòng ${line} không phải JSON (bị cắt?)`, en: `line ${line} is not JSON (cut off?)` });
    }
    if (typeof cells !== 'object' || cells === null || Array.isArray(cells)) throw new UnreadableFile(`${file}:${line}`, { vi: `dòng ${line} không phải một đối tượng JSON`, en: `line ${line} is not a JSON object` });
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
      throw new UnreadableFile(file, { vi: 'không phải UTF-8', en: 'not UTF-8' });
    }
  }
}

async function* readXlsx(file: string): AsyncGenerator<TypedRow> {
  let heading: readonly string[] | undefined;
  for await (const { line, cells } of xlsxRows(file)) {
    if (!heading) heading = namedHeading(file, cells);
    else yield { line, cells: named(file, line, heading, cells) };
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
  if (pending !== '') throw new UnreadableFile(`${file}:${first}`, { vi: `ô trong dấu nháy ở dòng ${first} không kết thúc (bị cắt?)`, en: `a quoted cell of line ${first} never ends (cut off?)` });
}

function splitRecord(record: string): string[] {
  const cells = record.match(/("(?:[^"]|"")*"|[^,]*)(,|$)/g) ?? [];
  if (!record.endsWith(',')) cells.pop();
  return cells.map((cell) => {
    const bare = cell.replace(/,$/, '');
    return bare.startsWith('"') ? bare.slice(1, -1).replace(/""/g, '"') : bare;
  });
}

function namedHeading(file: string, cells: readonly string[]): readonly string[] {
  const heading = cells.map((cell) => cell.trim().normalize('NFC'));
  if (heading.some((name) => name.length > HEADING_CHARACTERS_MAX)) throw new UnreadableFile(file, { vi: 'dòng đầu không phải tiêu đề cột', en: 'the first row holds no headings' });
  const repeated = heading.find((name, index) => name !== '' && heading.indexOf(name) !== index);
  if (repeated) throw new UnreadableFile(file, { vi: `hai cột cùng tiêu đề «${repeated}»`, en: `two columns are headed “${repeated}”` });
  return heading;
}

function named(file: string, line: number, heading: readonly string[], cells: readonly string[]): Record<string, string> {
  const stray = cells.findIndex((cell, index) => cell.trim() !== '' && !heading[index]);
  if (stray >= 0) throw new UnreadableFile(`${file}:${line}`, { vi: `dòng ${line}, ô thứ ${stray + 1} không có tiêu đề cột`, en: `line ${line}, cell ${stray + 1} stands under no heading` });
  const long = cells.findIndex((cell) => cell.length > CELL_CHARACTERS_MAX);
  if (long >= 0) throw new UnreadableFile(`${file}:${line}`, { vi: `dòng ${line}, ô thứ ${long + 1} dài quá ${CELL_CHARACTERS_MAX} ký tự`, en: `line ${line}, cell ${long + 1} is longer than ${CELL_CHARACTERS_MAX} characters` });
  return Object.fromEntries(cells.flatMap((cell, index) => (heading[index] && cell.trim() !== '' ? [[heading[index]!, cell]] : [])));
}
