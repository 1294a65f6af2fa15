import ExcelJS from 'exceljs';
import { DATA_SHEET } from './template-xlsx';
import { mustUnpackSmall } from './unpacked-size';
import { UnreadableFile } from './unreadable-file';

const COLUMNS_MAX = 200;

/** The rows of a workbook that hold something, with the cells as texts, as typed. */
export async function* xlsxRows(file: string): AsyncGenerator<{ readonly line: number; readonly cells: readonly string[] }> {
  await mustUnpackSmall(file);
  const workbook = new ExcelJS.Workbook();
  try {
    // Rules and colours of a million cells are of no use here.
    await workbook.xlsx.readFile(file, { ignoreNodes: ['dataValidations', 'conditionalFormatting', 'drawing', 'extLst'] });
  } catch (error) {
    throw new UnreadableFile(file, { vi: `không đọc được như tệp .xlsx (${(error as Error).message})`, en: `not a readable .xlsx (${(error as Error).message})` });
  }
  const page = workbook.getWorksheet(DATA_SHEET) ?? workbook.worksheets[0];
  if (!page) throw new UnreadableFile(file, { vi: 'không có trang tính nào', en: 'has no sheet' });
  const found: { line: number; cells: string[] }[] = [];
  // Only what is there is looked at: a single cell in the last row and column makes a sheet look huge.
  page.eachRow((row, line) => {
    const cells: string[] = [];
    row.eachCell((cell, column) => {
      const text = typedText(cell);
      if (text.trim() === '') return;
      if (column > COLUMNS_MAX) throw new UnreadableFile(`${file}:${line}`, { vi: `có hơn ${COLUMNS_MAX} cột`, en: `more than ${COLUMNS_MAX} columns` });
      cells[column - 1] = text;
    });
    if (cells.length > 0) found.push({ line, cells: Array.from(cells, (cell) => cell ?? '') });
  });
  yield* found;
}

/** A cell as text: days as `YYYY-MM-DD`, formulas as their result, numbers without exponent. */
function typedText(cell: ExcelJS.Cell): string {
  const { value } = cell;
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object' || value instanceof Date) return plainText(value);
  if ('formula' in value || 'sharedFormula' in value) return resultText(value);
  if ('error' in value) return String(value.error);
  return cell.text;
}

/** A formula that was never calculated has no result: its own text is shown, and refused by whatever it stands for. */
function resultText({ result, ...value }: ExcelJS.CellFormulaValue | ExcelJS.CellSharedFormulaValue): string {
  if (result === undefined || result === null) return 'formula' in value && value.formula ? `=${value.formula}` : '#N/A';
  if (typeof result === 'object' && 'error' in result) return String(result.error);
  return plainText(result as string | number | boolean | Date);
}

function plainText(value: string | number | boolean | Date): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '#VALUE!' : value.toISOString().slice(0, 10);
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value).toString() : String(value);
}
