import type { Words } from '@ledger/kit';

/** Texts of the codes that files of evidence are refused with. */
export const evidenceMessages: { readonly [code: string]: Words } = {
  'evidence.unknown': { vi: 'Chưa có tệp bằng chứng mang mã băm {sha256}; hãy tải tệp lên trước.', en: 'There is no evidence file with the hash {sha256}; upload it first.' },
  'evidence.not-found': { vi: 'Không có tệp bằng chứng này.', en: 'There is no such evidence file.' },
  'evidence.too-large': { vi: 'Tệp lớn hơn {max} byte.', en: 'The file is larger than {max} bytes.' },
  'evidence.empty': { vi: 'Tệp không có nội dung.', en: 'The file is empty.' },
  'evidence.hash-mismatch': { vi: 'Nội dung nhận được có mã băm {actual}, không phải {expected}.', en: 'What arrived has the hash {actual}, not {expected}.' },
  'evidence.size-mismatch': { vi: 'Kích thước nhận được không khớp với kích thước khai báo.', en: 'The size is not the one that was announced.' },
  'evidence.type-not-allowed': { vi: 'Loại tệp không được nhận; các loại được nhận: {allowed}.', en: 'Files of this type are not taken; those taken are: {allowed}.' },
  'evidence.type-mismatch': { vi: 'Tệp được khai là {declared} nhưng nội dung là {found}.', en: 'The file is declared as {declared}, but its content is {found}.' },
  'evidence.wrong-offset': { vi: 'Đã nhận đến byte {offset}; hãy gửi tiếp từ đó.', en: 'Up to byte {offset} has arrived; go on from there.' },
  'evidence.upload-busy': { vi: 'Một phần của tệp này đang được nhận.', en: 'A part of this file is arriving already.' },
  'evidence.too-many-uploads': { vi: 'Đang có {max} tệp tải dở; hãy hoàn thành hoặc hủy bớt.', en: 'There are {max} unfinished uploads; finish or cancel some.' },
  'evidence.upload-unknown': { vi: 'Không có lượt tải lên này.', en: 'There is no such upload.' },
  'evidence.unavailable': { vi: 'Kho bằng chứng đang không ghi hoặc đọc được; chưa có gì được lưu.', en: 'The evidence store cannot be used now; nothing was stored.' },
};
