import type { JsonObject } from '@ledger/kit';
import type { Language, Sheet } from '@ledger/platform/export';
import type { Import, ImportCounts, ImportRow, ImportVerdict } from '@ledger/platform/office-store';

export const verdictWords: { readonly [verdict in ImportVerdict]: { readonly vi: string; readonly en: string } } = {
  'waiting': { vi: 'Chờ kiểm tra', en: 'Waiting' },
  'would-record': { vi: 'Hợp lệ, chưa ghi', en: 'Valid, not recorded' },
  'already-recorded': { vi: 'Đã ghi từ trước', en: 'Recorded before' },
  'refused': { vi: 'Không được chấp nhận', en: 'Refused' },
  'unusable': { vi: 'Sai nội dung', en: 'Unusable' },
  'recorded': { vi: 'Đã ghi nhận', en: 'Recorded' },
};

export const importJson = ({ id, username, command, name, sha256, state, headings, common, begun, ended }: Import, counts: ImportCounts): JsonObject => ({
  id, user: username, command, name, sha256, state, headings, common,
  counts: counts as JsonObject,
  rows: Object.values(counts).reduce((total, count) => total + count, 0),
  begun: new Date(begun).toISOString(),
  ...(ended === undefined ? {} : { ended: new Date(ended).toISOString() }),
});

export const rowJson = ({ line, cells, verdict, problems, stream, position }: ImportRow): JsonObject => ({
  line, cells, verdict,
  problems: problems as unknown as JsonObject[],
  ...(stream === undefined ? {} : { stream }),
  ...(position === undefined ? {} : { position }),
});

/** The file again, with what has become of each of its rows. */
export function resultSheet({ name, headings, command, sha256 }: Import, rows: readonly ImportRow[], language: Language): Sheet {
  const column = (key: string, vi: string, en: string) => ({ key, label: { vi, en }, unit: 'text' });
  return {
    name: 'Kết quả nhập',
    title: { vi: `Kết quả nhập: ${name}`, en: `Result of the import: ${name}` },
    columns: [
      column('line', 'Dòng', 'Line'),
      ...headings.map((heading, index) => column(`c${index}`, heading, heading)),
      column('verdict', 'Kết quả', 'Result'), column('reason', 'Lý do', 'Reason'), column('stream', 'Hồ sơ', 'Record'), column('position', 'Vị trí ghi nhận', 'Position'),
    ],
    rows: rows.map(({ line, cells, verdict, problems, stream, position }) => ({
      line,
      ...Object.fromEntries(headings.map((heading, index) => [`c${index}`, cells[heading] ?? null])),
      verdict: verdictWords[verdict][language],
      reason: problems.map((problem) => problem[language]).join(' '),
      stream: stream ?? null,
      position: position ?? null,
    })),
    notes: [],
    provenance: [{ label: { vi: 'Lệnh', en: 'Command' }, value: command }, { label: { vi: 'Mã băm của tệp (SHA-256)', en: 'SHA-256 of the file' }, value: sha256 }],
  };
}
