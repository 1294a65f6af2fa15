import type { ReportColumn, ReportRow, Words } from '@ledger/kit';
import { exportedColumns, type Language, type Sheet } from '../sheet';
import { isFigure, isSubtotal, paperText } from './paper-cells';
import type { Paper, Part, TextPart } from './paper-parts';

/** Beyond so many columns a wider sheet is taken. */
const COLUMNS_ON_A4 = 12;
const TEXT_PT = 7.5;
const LINE = '#c5cad3';
const GROUND = '#eef1f5';

const words = {
  unit: { vi: 'Đơn vị tính: đồng', en: 'Unit: VND' },
  total: { vi: 'Tổng số', en: 'Total' },
  page: { vi: 'Trang {page}/{pages}', en: 'Page {page} of {pages}' },
  rows: { vi: '{count} dòng', en: '{count} rows' },
  empty: { vi: 'Không có dòng nào.', en: 'There are no rows.' },
} as const satisfies { readonly [name: string]: Words };

const filled = (text: string, values: Readonly<Record<string, string | number>>): string => text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));

/** The level of a row is seen in how it is written. */
const paperColumns = (sheet: Sheet): readonly ReportColumn[] => {
  const withBasis = [...sheet.rows, sheet.totals ?? {}].some((row) => row['basis'] !== undefined);
  return exportedColumns(sheet).filter(({ key }) => key !== 'level' && (key !== 'basis' || withBasis));
};

/** A table as a paper in landscape: title, moment, unit, rows with their basis, notes, and what it was made from at the foot of every page. */
export function paperOf(sheet: Sheet, language: Language): Paper {
  const columns = paperColumns(sheet);
  const provenance = sheet.provenance.map(({ label, value }) => `${label[language]}: ${value}`).join(' · ');
  const hasMoney = columns.some(({ unit }) => unit === 'VND');
  return {
    info: { title: sheet.title[language], subject: provenance },
    language,
    pageSize: columns.length > COLUMNS_ON_A4 ? 'A3' : 'A4',
    pageOrientation: 'landscape',
    pageMargins: [28, 28, 28, 40],
    defaultStyle: { font: 'Paper', fontSize: TEXT_PT },
    content: [
      { columns: [{ stack: heading(sheet, provenance, hasMoney, language), width: '*' }, ...markOf(sheet, language)], columnGap: 12, margin: [0, 0, 0, 8] },
      sheet.rows.length === 0 ? { text: words.empty[language] } : tableOf(sheet, columns, language),
      ...sheet.notes.map((note): Part => ({ text: note[language], color: '#4a5160', margin: [0, 3, 0, 0] })),
    ],
    footer: (page, pages) => ({
      columns: [{ text: provenance, width: '*' }, { text: filled(words.page[language], { page, pages }), width: 'auto' }],
      margin: [28, 14, 28, 0], fontSize: 7, color: '#4a5160',
    }),
  };
}

function heading(sheet: Sheet, provenance: string, hasMoney: boolean, language: Language): Part[] {
  return [
    { text: sheet.title[language], bold: true, fontSize: 14 },
    { text: provenance, margin: [0, 2, 0, 0] },
    { text: filled(words.rows[language], { count: sheet.rows.length }) + (hasMoney ? ` · ${words.unit[language]}` : ''), margin: [0, 2, 0, 0] },
  ];
}

/** What an issued paper is known by, as a code to be read by a camera and in letters. */
function markOf({ mark }: Sheet, language: Language): Part[] {
  if (!mark) return [];
  return [
    { text: `${mark.label[language]}\n${mark.value}`, width: 170, fontSize: 6, alignment: 'right' },
    { qr: mark.value, fit: 62, width: 64, eccLevel: 'M' },
  ];
}

function tableOf(sheet: Sheet, columns: readonly ReportColumn[], language: Language): Part {
  const cell = (column: ReportColumn, row: ReportRow, bold: boolean, fillColor?: string): TextPart => ({
    text: paperText(column, row[column.key], language), alignment: isFigure(column) ? 'right' : 'left', bold, ...(fillColor ? { fillColor } : {}),
  });
  const totals = sheet.totals && columns.map((column, index): TextPart => {
    const written = cell(column, sheet.totals!, true, GROUND);
    return index === 0 && written.text === '' ? { ...written, text: words.total[language] } : written;
  });
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: columns.map((column) => (isFigure(column) || column.key === 'basis' ? 'auto' : '*')),
      body: [
        columns.map((column): TextPart => ({ text: column.label[language], bold: true, fillColor: GROUND, alignment: isFigure(column) ? 'right' : 'left' })),
        ...sheet.rows.map((row) => columns.map((column) => cell(column, row, isSubtotal(row)))),
        ...(totals ? [totals] : []),
      ],
    },
    layout: { hLineWidth: () => 0.5, vLineWidth: () => 0, hLineColor: () => LINE, paddingLeft: () => 3, paddingRight: () => 3, paddingTop: () => 2, paddingBottom: () => 2 },
  };
}
