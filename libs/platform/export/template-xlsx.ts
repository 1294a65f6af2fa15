import type { Words } from '@ledger/kit';
import ExcelJS from 'exceljs';
import type { Language } from './sheet';

/** The sheet that an import reads. */
export const DATA_SHEET = 'Dữ liệu';
const ROWS = 2_000;
const FORMATS: { readonly [word: string]: string } = { 'vnd': '#,##0', 'day': 'dd/mm/yyyy', 'fiscal-year': '0', 'count': '0', 'decimal': 'General' };

/** A column of a file to be filled in. */
export interface TemplateField {
  readonly heading: string;
  readonly label: Words;
  readonly word: string;
  readonly required: boolean;
  readonly choices?: { readonly [value: string]: Words };
  readonly example?: string;
}

interface TemplateOptions {
  readonly title: Words;
  readonly fields: readonly TemplateField[];
  readonly language?: Language;
}

const guide = {
  sheet: { vi: 'Hướng dẫn', en: 'Guide' },
  how: {
    vi: 'Mỗi dòng của trang «Dữ liệu» là một việc ghi nhận. Cột có dấu * bắt buộc. Dòng tiêu đề được khóa. Số tiền tính bằng đồng; có thể gõ «1,5 tỷ», «60 triệu».',
    en: 'Each row of the sheet “Dữ liệu” is one record. Columns with * are required. The heading row is locked. Amounts are in đồng; “1,5 tỷ” or “60 triệu” may be typed.',
  },
  headings: [{ vi: 'Cột', en: 'Column' }, { vi: 'Bắt buộc', en: 'Required' }, { vi: 'Ví dụ', en: 'Example' }, { vi: 'Giá trị được nhận', en: 'Values taken' }],
  yes: { vi: 'Có', en: 'Yes' },
};

/** An .xlsx to be filled in: locked headings, lists to choose from, formats by the kind of value, and a sheet that explains each column with an example. */
export async function toTemplate({ title, fields, language = 'vi' }: TemplateOptions): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const page = workbook.addWorksheet(DATA_SHEET, { views: [{ state: 'frozen', ySplit: 1 }] });
  explain(workbook.addWorksheet(guide.sheet[language]), title, fields, language);
  const lists = workbook.addWorksheet('Danh mục', { state: 'hidden' });
  fields.forEach((field, index) => writeColumn(page, lists, field, index + 1));
  await page.protect('', { formatColumns: true, formatRows: true, insertRows: true, deleteRows: true, sort: true, autoFilter: true, selectLockedCells: true, selectUnlockedCells: true });
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function writeColumn(page: ExcelJS.Worksheet, lists: ExcelJS.Worksheet, field: TemplateField, index: number): void {
  const column = page.getColumn(index);
  column.width = Math.min(36, Math.max(14, field.heading.length + 2));
  const validation = validationOf(lists, field, index);
  for (let line = 2; line <= ROWS + 1; line += 1) {
    const cell = page.getCell(line, index);
    cell.protection = { locked: false };
    cell.numFmt = FORMATS[field.word] ?? '@';
    if (validation) cell.dataValidation = validation;
  }
  const heading = page.getCell(1, index);
  heading.value = field.heading;
  heading.font = { bold: true };
  heading.alignment = { wrapText: true, vertical: 'middle' };
  heading.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: field.required ? 'FFDCE8F8' : 'FFF1F3F6' } };
  heading.protection = { locked: true };
  heading.note = [field.label.vi, field.label.en, field.example && `Ví dụ: ${field.example}`].filter(Boolean).join('\n');
}

/** Labels hold commas, so that a list stands in cells of its own. */
function validationOf(lists: ExcelJS.Worksheet, { choices, word }: TemplateField, index: number): ExcelJS.DataValidation | undefined {
  const common = { allowBlank: true, showErrorMessage: true, errorTitle: 'Sổ cái chương trình' };
  if (choices) {
    const labels = Object.values(choices).map(({ vi }) => vi);
    labels.forEach((label, at) => (lists.getCell(at + 1, index).value = label));
    const letter = lists.getColumn(index).letter;
    return { ...common, type: 'list', formulae: [`'Danh mục'!$${letter}$1:$${letter}$${labels.length}`], error: 'Hãy chọn một giá trị trong danh sách.' };
  }
  if (word === 'fiscal-year') return { ...common, type: 'whole', operator: 'between', formulae: [2010, 2099], error: 'Năm từ 2010 đến 2099.' };
  return undefined;
}

function explain(page: ExcelJS.Worksheet, title: Words, fields: readonly TemplateField[], language: Language): void {
  page.getCell(1, 1).value = title[language];
  page.getCell(1, 1).font = { bold: true, size: 14 };
  page.getCell(2, 1).value = guide.how[language];
  page.getRow(4).values = guide.headings.map((words) => words[language]);
  page.getRow(4).font = { bold: true };
  fields.forEach(({ label, required, example, choices }, index) => {
    page.getRow(5 + index).values = [label[language], required ? guide.yes[language] : '', example ?? '', choices ? Object.values(choices).map((words) => words[language]).join('; ') : ''];
  });
  [44, 12, 40, 70].forEach((width, index) => (page.getColumn(index + 1).width = width));
}
