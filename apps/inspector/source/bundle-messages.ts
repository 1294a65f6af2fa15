import type { Words } from '@ledger/kit';

/** Why a bundle has no answer. */
export const bundleMessages: { readonly [code: string]: Words } = {
  'bundle.damaged': {
    vi: 'Gói có {count} dòng sự kiện không đọc được nên không tính được bảng và báo cáo. Hãy mở «Kiểm tra toàn vẹn» để biết sự kiện nào sai.',
    en: 'The bundle has {count} event lines that cannot be read, so that no table or report can be made from it. Open “Integrity check” to learn which event is wrong.',
  },
  'bundle.begins-late': {
    vi: 'Gói chỉ có sự kiện ghi từ ngày {from}: thiếu những gì ghi trước đó nên không tính được bảng và báo cáo. Lịch sử và từng sự kiện vẫn xem được.',
    en: 'The bundle holds only what was recorded from {from} on; without what came before, no table or report can be made. Histories and single events can be read.',
  },
  'bundle.of-unit': {
    vi: 'Gói chỉ có sự kiện của đơn vị {unit}, không đủ để tính bảng và báo cáo của cả sổ. Lịch sử và từng sự kiện vẫn xem được.',
    en: 'The bundle holds only the events of unit {unit}, which are not enough for the ledger’s tables and reports. Histories and single events can be read.',
  },
  'bundle.of-register': {
    vi: 'Gói chỉ có sổ «{register}»; phần này còn cần các sổ: {needed}. Hãy xin gói gồm cả các sổ đó.',
    en: 'The bundle holds the register “{register}” alone; this also needs: {needed}. Ask for a bundle with those registers.',
  },
  'bundle.not-held': { vi: 'Gói dữ liệu không có phần này: chỉ máy chủ mới trả lời được.', en: 'The bundle does not hold this: only the server can answer it.' },
  'bundle.read-only': { vi: 'Đang làm việc ngoại tuyến trên một gói dữ liệu: không ghi được gì vào sổ cái.', en: 'This is an opened bundle, offline: nothing can be recorded in the ledger.' },
};
