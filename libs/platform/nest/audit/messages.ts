import type { Words } from '@ledger/kit';

/** Texts of the codes of the published log. */
export const auditMessages: { readonly [code: string]: Words } = {
  'audit.not-published': { vi: 'Nhật ký xác thực chưa công bố nội dung này.', en: 'The log has not published this.' },
  'audit.not-sealed': { vi: 'Chưa niêm phong được sổ: {reason}', en: 'The ledger cannot be sealed now: {reason}' },
  'audit.not-exportable': { vi: 'Không đóng gói được: {reason}', en: 'No bundle can be made: {reason}' },
  'audit.bundle-under-way': { vi: 'Đang đóng một gói khác; hãy thử lại sau ít phút.', en: 'Another bundle is being made; try again in a few minutes.' },
};
