import type { Moment } from '@ledger/ui/moment/moment';

/** A comparison as it is written into a file. */
export interface ComparedTable {
  readonly title: string;
  readonly headings: readonly string[];
  readonly cells: readonly (readonly string[])[];
  readonly moments: { readonly a: Moment; readonly b: Moment };
}

const momentText = ({ asOf, knownAt }: Moment): string => `asOf ${asOf ?? '–'}, knownAt ${knownAt ?? '–'}`;
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

function csvCell(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** RFC 4180 with a byte order mark, so that spreadsheets read Vietnamese. */
export const csvOf = async ({ headings, cells }: ComparedTable): Promise<Blob> =>
  new Blob(['\ufeff', [headings, ...cells].map((row) => row.map(csvCell).join(',')).join('\r\n'), '\r\n'], { type: 'text/csv' });

/** A document with one table; the library that writes it is loaded only now. */
export async function docxOf({ title, headings, cells, moments }: ComparedTable): Promise<Blob> {
  const { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } = await import('docx');
  const row = (texts: readonly string[]) => new TableRow({ children: texts.map((text) => new TableCell({ children: [new Paragraph(text)] })) });
  const document = new Document({
    sections: [{
      children: [
        new Paragraph({ text: title, heading: HeadingLevel.HEADING_1 }),
        new Paragraph(`A: ${momentText(moments.a)}`),
        new Paragraph(`B: ${momentText(moments.b)}`),
        new Table({ rows: [row(headings), ...cells.map(row)] }),
      ],
    }],
  });
  return Packer.toBlob(document);
}
