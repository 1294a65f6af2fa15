import { toCsv, toXlsx, type Language, type Sheet } from '@ledger/platform/export';

export interface ReportFormat {
  readonly contentType: string;
  write(sheet: Sheet, language: Language): Promise<Buffer> | Buffer;
}

/** The formats beside JSON, by the name that `format` asks for; the name is the file's extension too. */
export const reportFormats: { readonly [format: string]: ReportFormat } = {
  csv: { contentType: 'text/csv; charset=utf-8', write: (sheet) => Buffer.from(toCsv(sheet)) },
  xlsx: { contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: (sheet, language) => toXlsx(sheet, language) },
};
