import type { Words } from '@ledger/kit';
import type { Outcome } from '@ledger/platform/audit-log';
import type { IntegrityStep, NotChecked, StepReport } from '../../source/integrity-report';

/** What the page of the integrity check says. */
export const integrityTexts = {
  title: { vi: 'Kiểm tra toàn vẹn', en: 'Integrity check' },
  helpServer: { vi: 'Trình duyệt đọc lại mọi sự kiện từ máy chủ, tự băm lại, dựng lại cây băm, so với những gì đã công bố và đã ký, rồi tự tính lại các bảng. Không tin một mã băm có sẵn nào.', en: 'The browser reads every event from the server again, hashes it itself, makes the tree anew, compares it with what was published and signed, and folds the tables again. No stored hash is believed.' },
  helpBundle: { vi: 'Trình duyệt kiểm tra gói «{name}» bằng chính mã của trình kiểm tra độc lập, rồi tự tính lại các bảng. Không hỏi máy chủ.', en: 'The browser checks the bundle “{name}” with the code of the stand-alone verifier, and folds the tables again. The server is not asked.' },
  start: { vi: 'Bắt đầu kiểm tra', en: 'Start the check' },
  again: { vi: 'Kiểm tra lại', en: 'Check again' },
  checking: { vi: 'Đang kiểm tra …', en: 'Checking …' },
  bring: { vi: 'Chứng cứ mang theo (không bắt buộc)', en: 'What you bring along (optional)' },
  policy: { vi: 'Chính sách của người kiểm tra (tlog-policy)', en: 'The verifier’s own policy (tlog-policy)' },
  held: { vi: 'Điểm kiểm tra đã giữ từ trước', en: 'A checkpoint kept from before' },
  noFile: { vi: 'chưa có', en: 'none' },
  step: { vi: 'Bước', en: 'Step' },
  count: { vi: 'Số lượng', en: 'Count' },
  time: { vi: 'Thời gian', en: 'Time' },
  result: { vi: 'Kết quả', en: 'Result' },
  seconds: { vi: '{seconds} giây', en: '{seconds} s' },
  besides: { vi: '{seconds} giây, song song', en: '{seconds} s, in parallel' },
  inAll: { vi: '{events} sự kiện trong {seconds} giây', en: '{events} events in {seconds} s' },
  firstBad: { vi: 'Sự kiện sai đầu tiên', en: 'The first bad event' },
  openStream: { vi: 'Mở lịch sử hồ sơ này', en: 'Open this record’s history' },
  more: { vi: 'và {count} điều khác', en: 'and {count} more' },
  checkpoint: { vi: 'Điểm kiểm tra', en: 'Checkpoint' },
  was: { vi: 'Đã kiểm tra', en: 'What was checked' },
  wasNot: { vi: 'Chưa kiểm tra', en: 'What was not checked' },
  parked: { vi: 'Bảng «{name}» dừng trước sự kiện {position}: {error}', en: 'Table “{name}” stopped before event {position}: {error}' },
  download: { vi: 'Tải báo cáo kiểm tra (JSON)', en: 'Download the report (JSON)' },
  elsewhere: { vi: 'Không tin cả trang này? Tải gói và dùng trình kiểm tra độc lập: node verify-bundle.mjs <gói>.zip --policy <chính sách>', en: 'You do not trust this page either? Download a bundle and use the stand-alone verifier: node verify-bundle.mjs <bundle>.zip --policy <policy>' },
} as const satisfies { readonly [name: string]: Words };

export const outcomeTexts = {
  intact: { vi: 'Nguyên vẹn', en: 'Intact' },
  tampered: { vi: 'Đã bị sửa', en: 'Tampered with' },
  unproven: { vi: 'Khớp, nhưng chưa đủ chứng cứ', en: 'It fits, but is not proven' },
  unreadable: { vi: 'Không đọc được', en: 'Unreadable' },
  internal: { vi: 'Lỗi của trình kiểm tra', en: 'An error of the verifier itself' },
} as const satisfies { readonly [O in Outcome]: Words };

export const stepTexts: { readonly [S in IntegrityStep]: { readonly title: Words; readonly says: Words; readonly unit: Words } } = {
  read: { title: { vi: 'Đọc', en: 'Read' }, says: { vi: 'Mọi sự kiện đọc được và đúng dạng.', en: 'Every event can be read and has its form.' }, unit: { vi: 'sự kiện', en: 'events' } },
  hash: { title: { vi: 'Băm', en: 'Hash' }, says: { vi: 'Nội dung từng sự kiện khớp mã băm đã niêm phong; số thứ tự trong mỗi hồ sơ liền nhau.', en: 'Each event’s content fits the hash that was sealed; revisions of each stream follow each other.' }, unit: { vi: 'sự kiện', en: 'events' } },
  tree: { title: { vi: 'Cây băm', en: 'Tree' }, says: { vi: 'Cây dựng lại từ các sự kiện giống cây đã công bố.', en: 'The tree made from the events is the one that was published.' }, unit: { vi: 'lá', en: 'leaves' } },
  checkpoint: { title: { vi: 'Điểm kiểm tra', en: 'Checkpoint' }, says: { vi: 'Gốc cây là gốc đã ký, và nối tiếp điểm kiểm tra mang theo.', en: 'The root is the one that was signed, and goes on from the checkpoint brought along.' }, unit: { vi: 'điểm', en: 'checkpoints' } },
  signatures: { title: { vi: 'Chữ ký', en: 'Signatures' }, says: { vi: 'Chữ ký của sổ cái và của bên chứng kiến đúng.', en: 'The signatures of the ledger and of the witnesses hold.' }, unit: { vi: 'chữ ký', en: 'signatures' } },
  fold: { title: { vi: 'Tính lại', en: 'Fold again' }, says: { vi: 'Mọi bảng được tính lại từ các sự kiện mà không vướng.', en: 'Every table was made again from the events without a hitch.' }, unit: { vi: 'bảng chiếu', en: 'projections' } },
};

export const resultTexts: { readonly [R in StepReport['result']]: { readonly sign: string; readonly text: Words } } = {
  good: { sign: '✓', text: { vi: 'đạt', en: 'holds' } },
  bad: { sign: '✗', text: { vi: 'sai', en: 'wrong' } },
  part: { sign: '◐', text: { vi: 'chưa đủ', en: 'in part' } },
  none: { sign: '–', text: { vi: 'không làm', en: 'not done' } },
};

export const notCheckedTexts: { readonly [N in NotChecked]: Words } = {
  'stored-bytes': { vi: 'Từng byte trên đĩa của máy chủ: trang này chỉ thấy những gì máy chủ trả lời. Dùng lệnh «ledger verify» tại chỗ, hoặc một gói dữ liệu.', en: 'The bytes on the server’s disk: this page sees only what the server answers. Use “ledger verify” on the spot, or a bundle.' },
  'unsealed': { vi: 'Những sự kiện mới hơn điểm kiểm tra: chưa được niêm phong.', en: 'Events newer than the checkpoint: they are not sealed yet.' },
  'witnesses': { vi: 'Chữ ký của bên chứng kiến: không có. Ai giữ khóa và dữ liệu có thể làm lại cả hai.', en: 'Cosignatures of witnesses: there are none. Whoever holds the key and the data could make both anew.' },
  'own-policy': { vi: 'Khóa ký có đúng là của sổ cái này không: khóa lấy từ chính máy chủ hoặc gói. Hãy mang theo chính sách của mình.', en: 'Whether the signing key is this ledger’s: it came from the server or the bundle itself. Bring a policy of your own.' },
  'held-checkpoint': { vi: 'Lịch sử có bị viết lại từ lần trước không: chưa mang theo điểm kiểm tra cũ.', en: 'Whether history was rewritten since last time: no older checkpoint was brought along.' },
  'partial-tables': { vi: 'Các bảng: gói chỉ có một phần sự kiện nên không tính lại được.', en: 'The tables: the bundle holds a part of the events, so that they cannot be made again.' },
  'evidence': { vi: 'Tệp chứng từ: chỉ mã băm của chúng nằm trong sự kiện. Mở từng tệp để đối chiếu.', en: 'Evidence files: the events hold only their hashes. Open each file to compare it.' },
};
