import type { Language } from './door';

/** The CLI's own words. */
export const texts = {
  description: { vi: 'Sổ chương trình mục tiêu quốc gia của tỉnh.', en: 'The province’s ledger of national target programs.' },
  data: { vi: 'thư mục dữ liệu (mặc định: LEDGER_DATA hoặc ./data)', en: 'data folder (default: LEDGER_DATA or ./data)' },
  as: { vi: 'thực hiện dưới tài khoản này (mặc định: người vận hành)', en: 'act under this account (default: the operator)' },
  report: { vi: 'in một báo cáo', en: 'print a report' },
  replay: { vi: 'in lại ai đã làm gì, khi nào', en: 'print who did what when' },
  rebuild: { vi: 'dựng lại một bảng chiếu, hoặc tất cả', en: 'rebuild one projection, or all' },
  import: { vi: 'nhập tệp .xlsx, .csv hoặc .jsonl, mỗi dòng một lệnh', en: 'import an .xlsx, .csv or .jsonl file, one command per row' },
  config: { vi: 'in cấu hình đang dùng và nguồn của từng giá trị', en: 'print the effective configuration and where each value comes from' },
  user: { vi: 'tài khoản: thêm, khóa, đặt mật khẩu', en: 'accounts: add, disable, set a password' },
  positions: { vi: 'in các vị trí có tên của tỉnh mẫu', en: 'print the named positions of the demo province' },
  dryRun: { vi: 'chỉ kiểm tra từng dòng, không ghi nhận gì', en: 'check every row, record nothing' },
  out: { vi: 'ghi ra tệp thay vì màn hình', en: 'write to a file instead of standard output' },
  year: { vi: 'năm kế hoạch', en: 'plan year' },
  asOf: { vi: 'theo ngày hiệu lực (YYYY-MM-DD)', en: 'effective date (YYYY-MM-DD)' },
  knownAt: { vi: 'theo ngày ghi nhận: vị trí hoặc thời điểm', en: 'as known at: a position or an instant' },
  format: { vi: 'định dạng', en: 'format' },
  param: { vi: 'tham số khác của báo cáo, dạng tên=giá trị', en: 'another parameter of the report, as name=value' },
  command: { vi: 'lệnh của mọi dòng, nếu tệp không có cột «command»', en: 'the command of every row, when the file has no column “command”' },
  stream: { vi: 'chỉ một dòng sự kiện (stream)', en: 'one stream only' },
  noEvents: { vi: 'Không có sự kiện nào.', en: 'There are no events.' },
  until: { vi: 'đến vị trí hoặc thời điểm này', en: 'up to this position or instant' },
} as const;

export const say = (key: keyof typeof texts, language: Language): string => texts[key][language];
