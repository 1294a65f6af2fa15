import type { Words } from '@ledger/kit';

/** Texts of the codes that imports are refused with. */
export const importMessages: { readonly [code: string]: Words } = {
  'import.type-not-allowed': { vi: 'Chỉ nhận tệp {allowed}.', en: 'Files taken are {allowed}.' },
  'import.too-large': { vi: 'Tệp lớn hơn {max} byte; hãy tách tệp.', en: 'The file is larger than {max} bytes; split it.' },
  'import.too-many-rows': { vi: 'Tệp có hơn {max} dòng; hãy tách tệp.', en: 'The file has more than {max} rows; split it.' },
  'import.no-rows': { vi: 'Tệp không có dòng dữ liệu nào dưới dòng tiêu đề.', en: 'The file has no rows below its headings.' },
  'import.unreadable': { vi: 'Không đọc được tệp: {reason}.', en: 'The file cannot be read.' },
  'import.wrong-headings': { vi: 'Không cột nào của tệp là trường của lệnh {command}: tệp này có đúng mẫu không?', en: 'No column of the file is a field of {command}: is it the right template?' },
  'import.personal': { vi: 'Lệnh {command} có dữ liệu cá nhân nên không nhập từ tệp ở đây: nội dung chờ ghi sẽ nằm lại máy chủ dưới dạng đọc được.', en: '{command} holds personal data and is not imported from a file here: what waits to be recorded would lie on the server for anyone to read.' },
  'import.unknown': { vi: 'Không có lượt nhập này.', en: 'There is no such import.' },
  'import.unknown-row': { vi: 'Lượt nhập không có dòng {line}.', en: 'The import has no line {line}.' },
  'import.busy': { vi: 'Lượt nhập đang được kiểm tra hoặc ghi nhận; hãy đợi xong.', en: 'The import is being checked or recorded; wait until that is done.' },
  'import.recorded': { vi: 'Lượt nhập đã được ghi nhận; không sửa hay bỏ được nữa.', en: 'The import has been recorded; it can no longer be changed or given up.' },
  'import.nothing-to-record': { vi: 'Không có dòng nào để ghi nhận.', en: 'There is no row to record.' },
  'import.no-template': { vi: 'Lệnh {command} không có mẫu: nội dung của nó không nằm gọn trên một dòng, hoặc có dữ liệu cá nhân.', en: '{command} has no template: its content does not fit into one row, or holds personal data.' },
};
