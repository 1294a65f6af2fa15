import { PapersBusy, PDF_ROWS_MAX, toCsv, toPdf, toXlsx, type Language, type Sheet } from '@ledger/platform/export';
import { Problem } from '../problems/problem';

/** The media type of an .xlsx. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface ReportFormat {
  readonly contentType: string;
  write(sheet: Sheet, language: Language): Promise<Buffer> | Buffer;
}

/** The formats beside JSON, by the name that `format` asks for; the name is the file's extension too. */
export const reportFormats: { readonly [format: string]: ReportFormat } = {
  csv: { contentType: 'text/csv; charset=utf-8', write: (sheet) => Buffer.from(toCsv(sheet)) },
  xlsx: { contentType: XLSX, write: (sheet, language) => toXlsx(sheet, language) },
  pdf: { contentType: 'application/pdf', write: paper },
};

function paper(sheet: Sheet, language: Language): Promise<Buffer> {
  if (sheet.rows.length > PDF_ROWS_MAX) throw new Problem(422, 'query.too-many-rows', { max: PDF_ROWS_MAX });
  return toPdf(sheet, language).catch((error: unknown) => {
    throw error instanceof PapersBusy ? new Problem(503, 'ledger.busy', { retryAfter: 1 }) : error;
  });
}
