import { householdId, many, optional, struct, text } from '@ledger/fields';
import { command } from '@ledger/kit';
import * as word from './words';

const { line } = word;

/** Giao vốn: prepared here, in force once another person approves it. The decision's number and date are the legal basis. */
export class AssignCapitalPlan extends command({ line, decision: word.decision, amount: word.amount }) {}
/** Điều chỉnh: a new decision that adds to or takes from what is assigned and not yet allocated. */
export class AdjustCapitalPlan extends command({ line, decision: word.decision, change: word.change }) {}
export class ApproveCapitalPlan extends command({ line, decision: word.decision }) {}
export class RejectCapitalPlan extends command({ line, decision: word.decision }) {}

const part = struct('allocation-part', { vi: 'Phần phân bổ', en: 'Part' }, { to: word.toLine, amount: word.amount });
/** Phân bổ: to lines of other holders, or to this line itself for its holder's own use. */
export class AllocateFunds extends command({ line, allocation: word.allocation, parts: many(part, { label: { vi: 'Các phần', en: 'Parts' }, max: 500 }) }) {}
/** Điều chuyển: what is allocated and not committed moves to another line of the same program. */
export class ReallocateFunds extends command({ line, allocation: word.allocation, to: word.toLine, amount: word.amount }) {}
/** Issued to the receiving line when funds were sent to it. */
export class ReceiveFunds extends command({ line, transfer: word.transfer, from: word.fromLine, amount: word.amount }) {}
/** Issued to the sending line when its funds arrived. */
export class ConfirmFundsArrival extends command({ line, transfer: word.transfer }) {}
/** Issued to the sending line when the receiving line refused its funds. */
export class ReturnFunds extends command({ line, transfer: word.transfer, refusal: word.refusal }) {}

/** Cam kết chi. */
export class ReserveCommitment extends command({
  line, commitment: word.commitment, amount: word.amount, expiresOn: word.expiresOn,
  subject: optional(text({ label: { vi: 'Nội dung', en: 'Subject' }, max: 500 })),
}) {}
/** Releases what is left of a commitment, or a part of it. */
export class ReleaseCommitment extends command({ line, commitment: word.commitment, amount: optional(word.amount) }) {}

/** Lập đề nghị thanh toán: holds the money at once, in the commitment it names or in what is allocated. */
export class PreparePayment extends command({
  line, payment: word.payment, kind: word.paymentKind, amount: word.amount, commitment: optional(word.commitment),
  payee: optional(text({ label: { vi: 'Đơn vị thụ hưởng', en: 'Payee' }, max: 300 })),
}) {}
export class CheckPayment extends command({ line, payment: word.payment }) {}
export class ApprovePayment extends command({ line, payment: word.payment }) {}
/** The State Treasury has controlled and paid it. */
export class PayPayment extends command({ line, payment: word.payment, treasuryReference: word.treasuryReference }) {}
export class RejectPayment extends command({ line, payment: word.payment }) {}
/** By whoever prepared it. */
export class WithdrawPayment extends command({ line, payment: word.payment }) {}

/** Thanh toán tạm ứng bằng khối lượng: an advance becomes expenditure on accepted volume. */
export class SettleAdvance extends command({ line, advance: word.advance, amount: word.amount }) {}
/** Thu hồi tạm ứng: what was not used comes back. */
export class RecoverAdvance extends command({ line, advance: word.advance, amount: word.amount }) {}
/** An inspection found expenditure that must be returned to the source. */
export class DisallowExpenditure extends command({ line, amount: word.amount, finding: word.finding }) {}
/** Issued by the housing register's process: a house's payment, already accepted there, from a named line. */
export class PayHouseFromLine extends command({ line, household: householdId(), payment: word.payment, amount: word.amount }) {}

/** Bút toán đảo: prepared here, posted once another person approves it. `entry` is the id of the event to reverse. */
export class ReverseEntry extends command({ line, entry: word.entry }) {}
export class ApproveReversal extends command({ line, entry: word.entry }) {}
export class RejectReversal extends command({ line, entry: word.entry }) {}
/** Đính chính: what the entry's amount should have been; the difference is posted once another person approves it. */
export class CorrectEntry extends command({ line, entry: word.entry, amount: word.amount }) {}
export class ApproveCorrection extends command({ line, entry: word.entry }) {}
export class RejectCorrection extends command({ line, entry: word.entry }) {}

/** Hủy dự toán: what may be neither spent nor carried forward. */
export class CancelBudget extends command({ line, account: word.freeAccount, amount: word.amount }) {}
/** Kéo dài or chuyển nguồn to the next plan year; a commitment or an advance is named by `reference`. */
export class CarryForward extends command({ line, carry: word.carry, account: word.openAccount, amount: word.amount, reference: optional(word.carry) }) {}
/** Issued to the next year's line when funds were carried forward to it. */
export class ReceiveCarryForward extends command({
  line, transfer: word.transfer, from: word.fromLine, kind: word.carryKind, account: word.openAccount, amount: word.amount,
  reference: optional(word.carry), expiresOn: optional(word.expiresOn),
}) {}
/** Issued to last year's line when what it carried forward arrived. */
export class ConfirmCarryForward extends command({ line, transfer: word.transfer }) {}
/** Issued to last year's line when what it carried forward was refused. */
export class ReturnCarryForward extends command({ line, transfer: word.transfer, refusal: word.refusal }) {}

/** Khóa sổ: no posting to this line's plan year any more, whatever its date. */
export class CloseYear extends command({ line }) {}
/** Prepared by one person, in force until a day once another person approves it. */
export class ReopenYear extends command({ line, until: word.until }) {}
export class ApproveReopening extends command({ line }) {}
export class RejectReopening extends command({ line }) {}
