import { capitalType, code, fiscalYear, fundSource, householdId, id, legalBasis, lineId, optional, programCode, text, unitCode, vnd } from '@ledger/fields';
import { defineEvents, type DataOf } from '@ledger/kit';
import * as word from './words';

const subject = optional(text({ label: { vi: 'Nội dung', en: 'Subject' }, max: 500 }));
const payee = optional(text({ label: { vi: 'Đơn vị thụ hưởng', en: 'Payee' }, max: 300 }));
const pocket = code({ word: 'pocket', label: { vi: 'Tài khoản', en: 'Account' }, pattern: /^[A-Z]{3}(:[A-Za-z0-9._:-]{1,160})?$/, example: 'ALC' });
const component = code({ word: 'component-code', label: { vi: 'Dự án thành phần', en: 'Component project' }, pattern: /^[A-Z]{2,8}(\.[0-9]{1,2}){0,2}$/, example: 'DTTS.4.1' });
const reference = optional(id({ vi: 'Cam kết chi hoặc tạm ứng', en: 'Commitment or advance' }));
const preparedBy = text({ label: { vi: 'Người lập', en: 'Prepared by' } });
const prior = vnd({ label: { vi: 'Số tiền trước đó', en: 'Amount before' } });

/** The entry that is amended, whose payment it was, and the accounts between which it had moved its amount. */
const amended = {
  entry: word.entry, type: id({ vi: 'Loại bút toán', en: 'Type of entry' }), from: pocket, to: pocket,
  payment: optional(word.payment), household: optional(householdId()),
};

/** Everything that happens to a fund line. What each one posts stands in `movements.ts`. */
export const fundsEvents = defineEvents('funds', {
  LineOpened: {
    program: programCode(), component, capitalType: capitalType(), source: fundSource(),
    planYear: fiscalYear(), originYear: fiscalYear({ vi: 'Năm gốc của vốn', en: 'Origin year' }), holder: unitCode({ vi: 'Đơn vị sử dụng ngân sách', en: 'Holder' }),
  },

  CapitalPlanPrepared: { decision: word.decision, kind: word.planDecisionKind, change: word.change },
  CapitalPlanAssigned: { decision: word.decision, amount: word.amount, basedOn: legalBasis(), preparedBy },
  CapitalPlanAdjusted: { decision: word.decision, change: word.change, basedOn: legalBasis(), preparedBy },
  CapitalPlanRejected: { decision: word.decision },

  FundsAllocated: { allocation: word.allocation, amount: word.amount },
  FundsSent: { transfer: word.transfer, purpose: word.purpose, to: word.toLine, account: word.freeAccount, amount: word.amount },
  FundsReceived: { transfer: word.transfer, from: word.fromLine, amount: word.amount },
  FundsRefused: { transfer: word.transfer, from: word.fromLine, amount: word.amount, refusal: word.refusal },
  FundsArrivalConfirmed: { transfer: word.transfer, to: word.toLine, amount: word.amount },
  FundsReturned: { transfer: word.transfer, account: word.freeAccount, amount: word.amount, refusal: word.refusal },

  CommitmentReserved: { commitment: word.commitment, amount: word.amount, expiresOn: word.expiresOn, subject },
  CommitmentReleased: { commitment: word.commitment, amount: word.amount },

  PaymentPrepared: { payment: word.payment, kind: word.paymentKind, amount: word.amount, commitment: optional(word.commitment), payee },
  PaymentChecked: { payment: word.payment },
  PaymentApproved: { payment: word.payment },
  PaymentRejected: { payment: word.payment, amount: word.amount, commitment: optional(word.commitment) },
  PaymentWithdrawn: { payment: word.payment, amount: word.amount, commitment: optional(word.commitment) },
  AdvancePaid: { payment: word.payment, amount: word.amount, commitment: optional(word.commitment), treasuryReference: word.treasuryReference },
  PaymentMade: { payment: word.payment, amount: word.amount, commitment: optional(word.commitment), treasuryReference: word.treasuryReference },
  AdvanceSettled: { advance: word.advance, amount: word.amount },
  AdvanceRecovered: { advance: word.advance, amount: word.amount, commitment: optional(word.commitment) },
  ExpenditureDisallowed: { amount: word.amount, finding: word.finding },
  HousePaymentPosted: { line: lineId(), household: householdId(), payment: word.payment, amount: word.amount },

  ReversalPrepared: { entry: word.entry },
  EntryReversed: { ...amended, amount: word.amount },
  ReversalRejected: { entry: word.entry },
  CorrectionPrepared: { entry: word.entry, amount: word.amount },
  EntryCorrected: { ...amended, before: prior, amount: word.amount },
  CorrectionRejected: { entry: word.entry },

  BudgetCancelled: { account: word.freeAccount, amount: word.amount },
  CarryForwardSent: {
    transfer: word.transfer, to: word.toLine, kind: word.carryKind, account: word.openAccount, amount: word.amount,
    reference, expiresOn: optional(word.expiresOn),
  },
  CarryForwardReceived: {
    transfer: word.transfer, from: word.fromLine, kind: word.carryKind, account: word.openAccount, amount: word.amount,
    reference, expiresOn: optional(word.expiresOn),
  },
  CarryForwardRefused: { transfer: word.transfer, from: word.fromLine, amount: word.amount, refusal: word.refusal },
  CarriedForward: { transfer: word.transfer, to: word.toLine, kind: word.carryKind, amount: word.amount },
  CarryForwardReturned: {
    transfer: word.transfer, account: word.openAccount, amount: word.amount, refusal: word.refusal,
    reference,
  },

  YearClosed: { planYear: fiscalYear() },
  ReopeningPrepared: { until: word.until },
  YearReopened: { until: word.until },
  ReopeningRejected: { until: word.until },
});

export type FundsEvents = DataOf<typeof fundsEvents>;
export type FundsEventType = keyof FundsEvents & string;
