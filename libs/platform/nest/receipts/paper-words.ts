import type { Words } from '@ledger/kit';

/** What stands on a receipt's paper beside what was recorded. */
export const paperWords = {
  title: { vi: 'Biên nhận ghi sổ', en: 'Receipt of an entry' },
  register: { vi: 'Sổ', en: 'Register' },
  recorded: { vi: 'Nội dung đã ghi', en: 'What was recorded' },
  acted: { vi: 'Ai, khi nào, căn cứ vào đâu', en: 'By whom, when, on what basis' },
  user: { vi: 'Người thực hiện', en: 'Done by' },
  role: { vi: 'Vai trò', en: 'Role' },
  lentBy: { vi: 'Theo ủy quyền của', en: 'Role lent by' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  legalBasis: { vi: 'Căn cứ pháp lý', en: 'Legal basis' },
  effectiveOn: { vi: 'Ngày hiệu lực', en: 'Effective date' },
  recordedAt: { vi: 'Thời điểm ghi sổ', en: 'Recorded at' },
  reason: { vi: 'Lý do', en: 'Reason' },
  basis: { vi: 'Nguồn gốc số liệu', en: 'Basis of the figures' },
  evidence: { vi: 'Bằng chứng (SHA-256)', en: 'Evidence (SHA-256)' },
  proof: { vi: 'Bằng chứng toàn vẹn', en: 'Proof that it stands unchanged' },
  stream: { vi: 'Hồ sơ và lần ghi', en: 'Stream and revision' },
  command: { vi: 'Mã lệnh', en: 'Command id' },
  index: { vi: 'Thứ tự trong nhật ký xác thực', en: 'Index in the log' },
  checkpoint: { vi: 'Mốc xác thực', en: 'Checkpoint' },
  qr: { vi: 'Mã QR chứa bằng chứng toàn vẹn (.tlog-proof)', en: 'QR code with the .tlog-proof' },
  howToCheck: {
    vi: 'Mã QR chứa trọn bằng chứng toàn vẹn (c2sp.org/tlog-proof). Lưu nội dung quét được thành tệp rồi kiểm tra, không cần mạng: ledger receipt --check <tệp> --policy <chính sách>.',
    en: 'The QR code holds the whole proof (c2sp.org/tlog-proof). Save what a reader scans as a file and check it without a network: ledger receipt --check <file> --policy <policy>.',
  },
  tooLarge: { vi: 'Bằng chứng toàn vẹn không vừa một mã QR; hãy tải tệp .tlog-proof.', en: 'The proof does not fit a QR code; download the .tlog-proof file.' },
  leaf: { vi: 'Bằng chứng toàn vẹn là của sự kiện cuối', en: 'The proof is of the last event' },
} as const satisfies { readonly [key: string]: Words };
