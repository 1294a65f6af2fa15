import type { Sheet } from '@ledger/platform/export';
import type { ReportRun } from './report-run';

/** A report as a sheet: what CSV and XLSX files are written from. */
export const reportSheet = ({ report, asOf, position, columns, body }: ReportRun): Sheet => ({
  name: report.name,
  title: report.title,
  columns,
  rows: body.rows,
  totals: body.totals,
  notes: body.notes,
  provenance: [
    { label: { vi: 'Theo ngày hiệu lực (asOf)', en: 'As of' }, value: asOf },
    { label: { vi: 'Theo vị trí ghi nhận (knownAt)', en: 'Known at' }, value: position.toString() },
  ],
});
