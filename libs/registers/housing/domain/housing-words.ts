import { choice, code, optional, personal, telephone, text } from '@ledger/fields';

export const houseKind = () =>
  choice('house-kind', { vi: 'Hình thức', en: 'Kind' }, {
    new: { vi: 'Xây mới', en: 'New' },
    repair: { vi: 'Sửa chữa', en: 'Repair' },
  });

export type HouseKind = keyof ReturnType<typeof houseKind>['choices'];

/** Where a house stands. The order is the order of the work; a house may be withdrawn until it is accepted. */
export const houseStep = () =>
  choice('house-step', { vi: 'Tình trạng', en: 'Step' }, {
    proposed: { vi: 'Đề nghị', en: 'Proposed' },
    approved: { vi: 'Đã duyệt', en: 'Approved' },
    started: { vi: 'Khởi công', en: 'Started' },
    foundation: { vi: 'Xong móng', en: 'Foundation' },
    frame: { vi: 'Xong khung, tường', en: 'Frame' },
    roof: { vi: 'Xong mái', en: 'Roof' },
    accepted: { vi: 'Nghiệm thu', en: 'Accepted' },
    withdrawn: { vi: 'Rút khỏi danh sách', en: 'Withdrawn' },
  });

export type HouseStep = keyof ReturnType<typeof houseStep>['choices'];

export const houseStage = () =>
  choice('house-stage', { vi: 'Giai đoạn', en: 'Stage' }, {
    foundation: { vi: 'Xong móng', en: 'Foundation' },
    frame: { vi: 'Xong khung, tường', en: 'Frame' },
    roof: { vi: 'Xong mái', en: 'Roof' },
  });

/** A payment is made from a fund line, or from money outside the program's lines. */
export const paymentSource = () =>
  choice('payment-source', { vi: 'Nguồn chi', en: 'Paid from' }, {
    line: { vi: 'Dòng vốn chương trình', en: 'A fund line' },
    mobilised: { vi: 'Huy động', en: 'Mobilised' },
    integrated: { vi: 'Vốn lồng ghép', en: 'Integrated' },
  });

/** Định mức hỗ trợ: the scheme under which a house is supported. */
export const normCode = () =>
  code({ word: 'housing-norm', label: { vi: 'Định mức hỗ trợ', en: 'Support norm' }, pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+){0,6}$/, example: 'campaign-2024-2025' });

/** Personal data of a contact person, whose id stands in the field `of`. */
export const contactFields = (of: string) => ({
  name: personal(text({ label: { vi: 'Họ và tên', en: 'Full name' }, max: 120 }), of),
  phone: optional(personal(telephone(), of)),
});

/** What is built between the start and the acceptance, in turn. */
export const houseStages = Object.keys(houseStage().choices) as readonly HouseStep[];

const order = Object.keys(houseStep().choices) as HouseStep[];

/** Place of a step in the order of the work, from 0. */
export const stepOrder = (step: HouseStep): number => order.indexOf(step);
