import type { Words } from '@ledger/kit';

/** Texts of the codes with which manifests, receipts and proofs are refused. */
export const proofMessages: { readonly [code: string]: Words } = {
  'audit.not-sealed-yet': { vi: 'Sự kiện chưa được niêm phong; hãy thử lại sau vài giây.', en: 'The event is not sealed yet; try again in a few seconds.' },
  'receipts.unknown': { vi: 'Không có lệnh hoặc sự kiện {id} trong sổ.', en: 'There is no command or event {id} in the ledger.' },
  'receipts.no-leaf': { vi: 'Sự kiện này không thuộc sổ được niêm phong.', en: 'This event is not among those that are sealed.' },
};
