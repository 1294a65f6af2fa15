import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Rows of a CSV file of this folder's `data/`: a header line, then one line per row; quotes only where a comma needs them. */
export function readCsv<Column extends string>(name: string, columns: readonly Column[]): readonly Readonly<Record<Column, string>>[] {
  const lines = readFileSync(path.join(__dirname, 'data', name), 'utf8').split('\n').filter((line) => line !== '');
  const header = splitLine(lines[0] ?? '');
  if (header.join() !== columns.join()) throw new Error(`${name}: the header is “${header.join()}” and not “${columns.join()}”`);
  return lines.slice(1).map((line, index) => {
    const cells = splitLine(line);
    if (cells.length !== columns.length) throw new Error(`${name}, line ${index + 2}: ${cells.length} cells instead of ${columns.length}`);
    return Object.fromEntries(columns.map((column, place) => [column, cells[place]!])) as Record<Column, string>;
  });
}

const splitLine = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replace(/""/g, '"') ?? plain ?? '');

/** A whole number of a CSV cell; anything else is an error that names the cell. */
export function wholeNumber(cell: string, where: string): number {
  if (!/^\d+$/.test(cell)) throw new Error(`${where}: “${cell}” is not a whole number`);
  return Number(cell);
}
