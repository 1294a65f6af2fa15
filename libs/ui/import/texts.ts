import type { Words } from '@ledger/kit';

/** What the pages of imports say. */
export const importTexts = {
  title: { vi: 'Nhập từ Excel', en: 'Import from Excel' },
  intro: { vi: 'Mỗi dòng của tệp là một việc ghi nhận. Tải mẫu, điền, thả tệp vào đây; từng dòng được kiểm tra trước khi ghi nhận.', en: 'Each row of the file is one record. Take the template, fill it in and drop it here; every row is checked before anything is recorded.' },
  templates: { vi: 'Mẫu nhập', en: 'Templates' },
  choose: { vi: 'Chọn một mẫu để bắt đầu.', en: 'Choose a template to begin.' },
  noTemplates: { vi: 'Vai trò của bạn không có mẫu nhập nào.', en: 'There are no templates for your roles.' },
  columns: { vi: '{count} cột', en: '{count} columns' },
  download: { vi: 'Tải mẫu (.xlsx)', en: 'Download the template (.xlsx)' },
  fileName: { vi: 'Mẫu - {title}.xlsx', en: 'Template - {title}.xlsx' },
  column: { vi: 'Cột', en: 'Column' },
  example: { vi: 'Ví dụ', en: 'Example' },
  values: { vi: 'Giá trị được nhận', en: 'Values taken' },
  drop: { vi: 'Thả tệp .xlsx, .csv hoặc .jsonl vào đây', en: 'Drop an .xlsx, .csv or .jsonl file here' },
  chooseFile: { vi: 'Chọn tệp…', en: 'Choose a file…' },
  reading: { vi: 'Đang đọc tệp {name}…', en: 'Reading {name}…' },
  history: { vi: 'Các lượt nhập', en: 'Imports' },
  noImports: { vi: 'Chưa có lượt nhập nào.', en: 'There are no imports yet.' },
  file: { vi: 'Tệp', en: 'File' },
  what: { vi: 'Nội dung', en: 'What' },
  when: { vi: 'Lúc', en: 'When' },
  who: { vi: 'Người nhập', en: 'By' },
  state: { vi: 'Tình trạng', en: 'State' },
  result: { vi: 'Kết quả', en: 'Result' },
  checking: { vi: 'Đang kiểm tra', en: 'Being checked' },
  checked: { vi: 'Đã kiểm tra, chưa ghi', en: 'Checked, not recorded' },
  recording: { vi: 'Đang ghi nhận', en: 'Being recorded' },
  done: { vi: 'Đã xong', en: 'Done' },
  progress: { vi: '{state}: {done}/{total} dòng', en: '{state}: {done} of {total} rows' },
  goesOn: { vi: 'Việc này tiếp tục kể cả khi bạn rời trang hoặc máy chủ khởi động lại.', en: 'This goes on even if you leave the page or the server restarts.' },
  record: { vi: 'Ghi nhận {count} dòng hợp lệ', en: 'Record {count} valid rows' },
  downloadResult: { vi: 'Tải tệp kết quả (.xlsx)', en: 'Download the result (.xlsx)' },
  giveUp: { vi: 'Bỏ lượt nhập này', en: 'Give this import up' },
  onlyBad: { vi: 'Chỉ dòng chưa ghi được ({count})', en: 'Only rows that cannot be recorded ({count})' },
  rows: { vi: 'Các dòng của tệp', en: 'Rows of the file' },
  line: { vi: 'Dòng', en: 'Line' },
  verdict: { vi: 'Kết quả', en: 'Verdict' },
  cellOf: { vi: '{heading}, dòng {line}', en: '{heading}, line {line}' },
  fixHint: { vi: 'Sửa ngay trong ô; dòng được kiểm tra lại khi rời ô.', en: 'Put a cell right in place; its row is checked again when you leave it.' },
  noBad: { vi: 'Không còn dòng nào phải sửa.', en: 'No row needs to be put right.' },
  common: { vi: 'Điền chung cho mọi dòng', en: 'Common to all rows' },
  commonWhy: { vi: 'Ngày hiệu lực, căn cứ, lý do, bằng chứng: áp dụng cho dòng nào không ghi riêng.', en: 'Effective date, legal basis, reason and evidence of every row that says nothing else.' },
  apply: { vi: 'Áp dụng và kiểm tra lại', en: 'Apply and check again' },
  allImports: { vi: 'Các lượt nhập', en: 'All imports' },
} as const satisfies { readonly [name: string]: Words };

/** A sign and a word for each verdict, never a colour alone. */
export const verdictSigns = {
  'waiting': { sign: '…', words: { vi: 'Chờ kiểm tra', en: 'Waiting' } },
  'would-record': { sign: '✓', words: { vi: 'Hợp lệ', en: 'Valid' } },
  'already-recorded': { sign: '=', words: { vi: 'Đã ghi từ trước', en: 'Recorded before' } },
  'refused': { sign: '✗', words: { vi: 'Không được chấp nhận', en: 'Refused' } },
  'unusable': { sign: '✗', words: { vi: 'Sai nội dung', en: 'Unusable' } },
  'recorded': { sign: '✔', words: { vi: 'Đã ghi nhận', en: 'Recorded' } },
} as const satisfies { readonly [verdict: string]: { readonly sign: string; readonly words: Words } };

export type Verdict = keyof typeof verdictSigns;
