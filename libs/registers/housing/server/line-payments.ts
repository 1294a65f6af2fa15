import { defineProcess, handle, issue, type Issued } from '@ledger/kit';
import { fundsEvents, PayHouseFromLine } from '@ledger/registers/funds/domain';
import { AmendHousePayment, ConfirmHousePayment, housingEvents, RefuseHousePayment } from '@ledger/registers/housing/domain';

interface AmendedEntry {
  readonly household?: string;
  readonly payment?: string;
}

const amended = ({ household, payment }: AmendedEntry, amount: bigint): readonly Issued[] =>
  household === undefined || payment === undefined ? [] : [issue(new AmendHousePayment({ household, payment, amount }))];

/**
 * A payment from a fund line is decided in the line's own stream: the house asks, the line pays or refuses, the house is told;
 * so it is when the line later reverses or corrects the entry. The payment's id is the house's, so that asking again posts nothing twice.
 */
export const linePayments = defineProcess('housing-line-payments', {
  on: {
    ...handle(housingEvents, {
      HousePaymentRequested: ({ household, payment, line, amount }) =>
        line === undefined ? [] : [issue(new PayHouseFromLine({ line, household, payment, amount }))],
    }),
    ...handle(fundsEvents, {
      HousePaymentPosted: ({ household, payment }) => [issue(new ConfirmHousePayment({ household, payment }))],
      EntryReversed: (entry) => amended(entry, 0n),
      EntryCorrected: (entry) => amended(entry, entry.amount),
    }),
  },
  refused: {
    '*': ({ command, refusal }) => {
      // Only a line may say no; a house that does not know its own payment parks the process, visibly.
      if (!(command instanceof PayHouseFromLine)) throw refusal;
      return [issue(new RefuseHousePayment({ household: command.household, payment: command.payment, refusal: refusal.code }))];
    },
  },
});
