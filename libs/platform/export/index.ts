export { toCsv } from './csv';
export { readRows, type TypedRow } from './read-rows';
export type { Language, Sheet } from './sheet';
export { PDF_ROWS_MAX, PapersBusy, toPdf } from './pdf/to-pdf';
export { toXlsx } from './xlsx';
export { toTemplate, DATA_SHEET, type TemplateField } from './template-xlsx';
export { UnreadableFile } from './unreadable-file';
