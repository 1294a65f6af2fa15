import type { Sheet } from '@ledger/platform/export/sheet';
import type { Language } from '@ledger/ui/language/language';

/** A document with the table of a sheet; the library that writes it is loaded only now. */
export async function docxOf({ title, columns, rows, notes, provenance }: Sheet, language: Language): Promise<Blob> {
  const { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow } = await import('docx');
  const row = (texts: readonly string[]) => new TableRow({ children: texts.map((text) => new TableCell({ children: [new Paragraph(text)] })) });
  const document = new Document({
    sections: [{
      children: [
        new Paragraph({ text: title[language], heading: HeadingLevel.HEADING_1 }),
        ...provenance.map(({ label, value }) => new Paragraph(`${label[language]}: ${value}`)),
        new Table({ rows: [row(columns.map(({ label }) => label[language])), ...rows.map((each) => row(columns.map(({ key }) => String(each[key] ?? ''))))] }),
        ...notes.map((note) => new Paragraph(note[language])),
      ],
    }],
  });
  return Packer.toBlob(document);
}
