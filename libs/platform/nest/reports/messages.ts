import type { Words } from '@ledger/kit';

/** Texts of the codes with which manifests, receipts and proofs are refused. */
export const proofMessages: { readonly [code: string]: Words } = {
  'audit.not-sealing': { vi: 'Sổ này không chạy phần niêm phong, nên chưa có chứng nhận nào.', en: 'This ledger does not seal its events, so nothing can be proved yet.' },
  'audit.not-sealed-yet': { vi: 'Sự kiện chưa được niêm phong; hãy thử lại sau vài giây.', en: 'The event is not sealed yet; try again in a few seconds.' },
};
