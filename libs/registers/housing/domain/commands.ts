import { householdId, id, lineId, optional, personId, text, unitCode, vnd, vndBalance } from '@ledger/fields';
import { command } from '@ledger/kit';
import { contactFields, houseKind, houseStage, houseStep, normCode, paymentSource } from './housing-words';

const commune = () => unitCode({ vi: 'Xã', en: 'Commune' });
const payment = () => id({ vi: 'Khoản chi', en: 'Payment' });

/** Đặt định mức: the most that a house may be supported with, from the effective date on. */
export class SetHousingNorm extends command({ norm: normCode(), kind: houseKind(), amount: vnd({ label: { vi: 'Mức tối đa', en: 'At most' } }) }) {}

/** Đề nghị hỗ trợ nhà ở: a household is an opaque code and a commune. */
export class ProposeHouse extends command({ household: householdId(), commune: commune(), kind: optional(houseKind()) }) {}

/** Ghi người liên hệ: whom to ask about the house, under an opaque id; naming somebody again replaces what was known. */
export class NameContactPerson extends command({
  household: householdId(),
  person: personId({ vi: 'Mã người liên hệ', en: 'Contact person' }),
  ...contactFields('person'),
}) {}

/** Duyệt, by someone other than who proposed: the amount is at most the norm in force on the effective date. */
export class ApproveHouse extends command({
  household: householdId(),
  kind: houseKind(),
  norm: normCode(),
  amount: vnd({ label: { vi: 'Mức hỗ trợ', en: 'Support' } }),
  line: optional(lineId()),
}) {}

/** Khởi công. */
export class StartHouse extends command({ household: householdId() }) {}

/** Ghi giai đoạn: a new house passes foundation, frame and roof in turn; a repair passes those it needs, in that order. */
export class RecordStage extends command({ household: householdId(), stage: houseStage() }) {}

/** Nghiệm thu, by someone other than who recorded the last step. A new house has its roof, a repair has been started. */
export class AcceptHouse extends command({ household: householdId() }) {}

/** Chi hỗ trợ, by someone other than the approver. From a `line`, the line's own stream decides whether the money is there. */
export class PayHouse extends command({
  household: householdId(),
  source: paymentSource(),
  line: optional(lineId()),
  amount: vnd(),
}) {}

/** The fund line has paid; issued by the ledger itself. */
export class ConfirmHousePayment extends command({ household: householdId(), payment: payment() }) {}

/** The fund line has refused; issued by the ledger itself with the code of the refusal. */
export class RefuseHousePayment extends command({
  household: householdId(),
  payment: payment(),
  refusal: text({ label: { vi: 'Mã từ chối', en: 'Refusal code' }, max: 120 }),
}) {}

/** The fund line has reversed the payment (an amount of 0) or corrected its amount; issued by the ledger itself. */
export class AmendHousePayment extends command({
  household: householdId(),
  payment: payment(),
  amount: vndBalance({ vi: 'Số tiền đúng', en: 'True amount' }),
}) {}

/** Rút khỏi danh sách, with the reason; not once money was paid or the house accepted. */
export class WithdrawHouse extends command({ household: householdId() }) {}

/** Đính chính: what was recorded wrongly, as it truly is. `step` takes a house back to the step it truly reached. */
export class CorrectHouse extends command({
  household: householdId(),
  commune: optional(commune()),
  kind: optional(houseKind()),
  amount: optional(vnd({ label: { vi: 'Mức hỗ trợ', en: 'Support' } })),
  step: optional(houseStep()),
}) {}

/** Someone other than who asked for the correction agrees to it. */
export class ConfirmHouseCorrection extends command({ household: householdId() }) {}

/** The checker does not agree and says why in `reason`. */
export class ReturnHouseCorrection extends command({ household: householdId() }) {}
