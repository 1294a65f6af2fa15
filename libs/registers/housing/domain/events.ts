import { day, householdId, id, lineId, optional, personId, struct, text, unitCode, vnd, vndBalance } from '@ledger/fields';
import { defineEvents, type FactOf } from '@ledger/kit';
import { contactFields, houseKind, houseStage, houseStep, normCode, paymentSource } from './housing-words';

const commune = unitCode({ vi: 'Xã', en: 'Commune' });
const amount = vnd();
/** Every step tells whose house it is, where and of which kind, so that who listens needs no earlier event. */
const proposed = { household: householdId(), commune, kind: optional(houseKind()) };
const house = { household: householdId(), commune, kind: houseKind() };
const payment = { ...house, payment: id({ vi: 'Khoản chi', en: 'Payment' }), source: paymentSource(), line: optional(lineId()), amount };

const standing = (vi: string, en: string) =>
  struct('house-standing', { vi, en }, {
    commune,
    kind: optional(houseKind()),
    step: houseStep(),
    approved: vndBalance({ vi: 'Mức hỗ trợ', en: 'Support' }),
    paid: vndBalance({ vi: 'Đã chi', en: 'Paid' }),
  });

export const housingEvents = defineEvents('housing', {
  HousingNormSet: { norm: normCode(), kind: houseKind(), amount },
  HouseProposed: proposed,
  ContactPersonNamed: { household: householdId(), commune, person: personId(), ...contactFields('person') },
  HouseApproved: { ...house, norm: normCode(), amount, line: optional(lineId()) },
  HouseStarted: house,
  HouseStageRecorded: { ...house, stage: houseStage() },
  HouseAccepted: house,
  HousePaymentRequested: payment,
  HousePaid: payment,
  HousePaymentRefused: { ...payment, refusal: text({ label: { vi: 'Mã từ chối', en: 'Refusal code' }, max: 120 }) },
  /** The line took the payment back (`amount` 0) or corrected it from `before` to `amount`. */
  HousePaymentAmended: { ...payment, before: vndBalance({ vi: 'Số tiền trước đó', en: 'Amount before' }), amount: vndBalance({ vi: 'Số tiền đúng', en: 'True amount' }) },
  /** `approved` is what the household was to get. */
  HouseWithdrawn: { ...proposed, approved: vndBalance({ vi: 'Mức hỗ trợ', en: 'Support' }) },
  HouseCorrectionProposed: {
    household: householdId(),
    commune: optional(commune),
    kind: optional(houseKind()),
    amount: optional(amount),
    step: optional(houseStep()),
  },
  HouseCorrectionReturned: { household: householdId() },
  /** `corrects` is the id of the event after which the house stood as in `before`; `after` holds from `since`, that event's day. */
  HouseCorrected: {
    household: householdId(),
    before: standing('Đã ghi', 'As recorded'),
    after: standing('Đính chính thành', 'Corrected to'),
    corrects: id({ vi: 'Đính chính cho', en: 'Corrects' }),
    since: day({ vi: 'Tính từ ngày', en: 'Holds from' }),
  },
});

/** What may be recorded in a house's stream. */
export type HouseFact = Exclude<FactOf<typeof housingEvents>, { readonly type: 'HousingNormSet' }>;
