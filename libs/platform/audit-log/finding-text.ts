import { detailText } from './finding-detail';
import type { Finding, FindingKind, Outcome } from './finding';

export type VerdictLanguage = 'vi' | 'en';
type Text = { readonly [language in VerdictLanguage]: string };

const OUTCOMES: { readonly [outcome in Outcome]: Text } = {
  intact: { vi: 'NGUYÊN VẸN', en: 'INTACT' },
  tampered: { vi: 'ĐÃ BỊ SỬA', en: 'TAMPERED WITH' },
  unproven: { vi: 'CHƯA ĐỦ CHỨNG CỨ', en: 'NOT PROVEN' },
  unreadable: { vi: 'KHÔNG ĐỌC ĐƯỢC', en: 'UNREADABLE' },
  internal: { vi: 'LỖI BÊN TRONG', en: 'INTERNAL ERROR' },
};

const KINDS: { readonly [kind in FindingKind]: Text } = {
  'event-differs': { vi: 'sự kiện khác với bản đã niêm phong', en: 'the event differs from what was sealed' },
  'event-not-canonical': { vi: 'sự kiện không ở dạng JSON chuẩn tắc: không do sổ ghi', en: 'the event is not canonical JSON: the ledger did not write it so' },
  'event-missing': { vi: 'thiếu sự kiện', en: 'an event is missing' },
  'event-inserted': { vi: 'sự kiện bị chèn vào: không có trong bản đã niêm phong', en: 'the event was put in: it is not among what was sealed' },
  'event-moved': { vi: 'sự kiện bị đổi chỗ', en: 'the event was moved' },
  'event-hidden': { vi: 'sự kiện bị đánh dấu như của bên ngoài: sổ không đọc nó nữa', en: 'the event is marked as a client’s: the ledger does not read it any more' },
  'index-differs': { vi: 'chỉ mục các dòng sự kiện không khớp với sự kiện', en: 'the index of streams does not agree with the events' },
  'event-unlisted': { vi: 'sự kiện không thuộc các dòng được niêm phong', en: 'the event is of a stream that is not sealed' },
  'event-damaged': { vi: 'sự kiện hỏng, không đọc được', en: 'the event is damaged and cannot be read' },
  'recorded-at-differs': { vi: 'thời điểm ghi nhận khác với siêu dữ liệu', en: 'the instant of recording differs from the metadata' },
  'revision-gap': { vi: 'số thứ tự trong dòng không liền nhau', en: 'revisions of the stream do not follow each other' },
  'position-gap': { vi: 'vị trí không liền nhau: có hàng bị xóa hoặc chèn', en: 'positions do not follow each other: rows were removed or put in' },
  'tile-differs': { vi: 'ô băm đã công bố khác với cây', en: 'a published tile differs from the tree' },
  'tile-missing': { vi: 'thiếu ô băm đã công bố', en: 'a published tile is missing' },
  'root-differs': { vi: 'gốc của cây khác với gốc đã ký', en: 'the root of the tree is not the one that was signed' },
  'not-included': { vi: 'chứng minh không cho thấy sự kiện có trong cây', en: 'the proof does not show the event in the tree' },
  'signature-wrong': { vi: 'chữ ký sai', en: 'a signature is wrong' },
  'origin-differs': { vi: 'đây là sổ khác', en: 'this is another log' },
  'rolled-back': { vi: 'cũ hơn điểm kiểm tra đang giữ: sổ bị lùi lại, hoặc đây là bản cũ', en: 'older than the checkpoint that is held: rolled back, or an old copy' },
  'inconsistent': { vi: 'không nối tiếp điểm kiểm tra trước: lịch sử bị viết lại', en: 'does not go on from the checkpoint before: history was rewritten' },
  'split-view': { vi: 'hai gốc khác nhau cho cùng một cỡ: hai bản sổ khác nhau', en: 'two roots for one size: two versions of the ledger' },
  'checkpoint-missing': { vi: 'thiếu điểm kiểm tra đã ghi', en: 'a recorded checkpoint is missing' },
  'checkpoint-order': { vi: 'các điểm kiểm tra không tăng dần', en: 'checkpoints do not grow' },
  'checkpoint-damaged': { vi: 'điểm kiểm tra đã ghi không đọc được', en: 'a recorded checkpoint cannot be read' },
  'manifest-differs': { vi: 'bản kê không khớp điểm kiểm tra', en: 'the manifest does not agree with the checkpoint' },
  'file-damaged': { vi: 'tệp hỏng', en: 'a file is damaged' },
  'file-differs': { vi: 'tệp khác với bản kê', en: 'a file differs from the manifest' },
  'file-missing': { vi: 'thiếu tệp', en: 'a file is missing' },
  'file-unlisted': { vi: 'tệp không có trong bản kê', en: 'a file is not in the manifest' },
  'report-differs': { vi: 'báo cáo khác với bản đã phát hành', en: 'the report differs from the one that was issued' },
  'never-sealed': { vi: 'sổ chưa bao giờ được niêm phong', en: 'the ledger was never sealed' },
  'unsigned': { vi: 'không có chữ ký của sổ trong chính sách', en: 'no log of the policy has signed' },
  'quorum-missing': { vi: 'chưa đủ chữ ký của bên chứng kiến', en: 'not enough witnesses have cosigned' },
  'own-policy': { vi: 'không có chính sách của người kiểm tra: đây chỉ là lời của bên giữ sổ', en: 'no policy of the verifier’s own: this is the keeper’s word alone' },
  'stale': { vi: 'chữ ký chứng kiến quá cũ', en: 'the cosignatures are too old' },
  'consistency-unproven': { vi: 'không cho thấy nối tiếp điểm kiểm tra đang giữ: hãy xin gói làm với điểm kiểm tra đó', en: 'not shown to go on from the checkpoint that is held: ask for a bundle made with it' },
  'report-unproven': { vi: 'không có gì cho thấy báo cáo đã được phát hành', en: 'nothing shows that the report was issued' },
  'malformed': { vi: 'không đúng định dạng', en: 'not in the format' },
  'unreadable': { vi: 'không đọc được', en: 'cannot be read' },
  'internal': { vi: 'lỗi của chương trình kiểm tra', en: 'an error of the verifier itself' },
  'unsealed': { vi: 'sự kiện chưa niêm phong', en: 'events are not sealed yet' },
  'own-key': { vi: 'chỉ có khóa của chính sổ này làm chứng: hãy mang theo chính sách của bạn (--policy)', en: 'only this ledger’s own key vouches for it: bring a policy of your own (--policy)' },
  'tiles-absent': { vi: 'không có ô băm: máy chủ sẽ làm lại từ sự kiện', en: 'there are no tiles: the server makes them again from the events' },
  'uncosigned': { vi: 'sự kiện mới hơn điểm kiểm tra có chữ ký chứng kiến', en: 'events are newer than the cosigned checkpoint' },
  'late-entry': { vi: 'ghi nhận muộn: lâu sau ngày hiệu lực', en: 'entered late: long after its effective day' },
  'sealed-late': { vi: 'có sự kiện đã để lâu chưa niêm phong: trong thời gian đó không gì làm chứng cho chúng', en: 'events lay unsealed for long: for that time nothing vouches for them' },
  'not-verified': { vi: 'phần này không được kiểm tra', en: 'this part was not verified' },
};

/** Parts of an event, of a manifest. English keeps the names that the formats have. */
const PARTS: { readonly [part: string]: string | undefined } = {
  data: 'dữ liệu', metadata: 'siêu dữ liệu', type: 'loại sự kiện', id: 'mã sự kiện', recordedAt: 'thời điểm ghi nhận', stream: 'dòng sự kiện', revision: 'số thứ tự trong dòng',
  events: 'số sự kiện',
};

export const outcomeText = (outcome: Outcome, language: VerdictLanguage): string => OUTCOMES[outcome][language];

/** A finding on one line: where, what, and the details. */
export function findingText(finding: Finding, language: VerdictLanguage): string {
  const { index, stream, revision, position, differs, file, size, detail } = finding;
  const where = [
    index !== undefined && `#${index}`,
    position !== undefined && `@${position}`,
    stream !== undefined && `${stream}${revision === undefined ? '' : ` ${revision}`}`,
    file,
    size !== undefined && (language === 'vi' ? `cỡ ${size}` : `size ${size}`),
  ].filter(Boolean);
  const what = differs === undefined || differs.length === 0 ? '' : ` (${differs.map((part) => (language === 'vi' ? (PARTS[part] ?? part) : part)).join(', ')})`;
  return `${where.length > 0 ? `${where.join(' · ')}: ` : ''}${KINDS[finding.kind][language]}${what}${detail === undefined ? '' : ` — ${detailText(detail, language)}`}`;
}
