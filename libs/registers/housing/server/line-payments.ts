import { defineProcess, handle, issue } from '@ledger/kit';
import { fundsEvents, PayHouseFromLine } from '@ledger/registers/funds/domain';
import { ConfirmHousePayment, housingEvents, RefuseHousePayment } from '@ledger/registers/housing/domain';

/**
 * A payment from a fund line is decided in the line's own stream: the house asks, the line pays or refuses, the house is told.
 * The payment's id is the house's, so that asking again posts nothing twice.
 */
export const linePayments = defineProcess('housing-line-payments', {
  on: {
    ...handle(housingEvents, {
      HousePaymentRequested: ({ household, payment, line, amount }) =>
        line === undefined ? [] : [issue(new PayHouseFromLine({ line, household, payment, amount }))],
    }),
    ...handle(fundsEvents, {
      HousePaymentPosted: ({ household, payment }) => [issue(new ConfirmHousePayment({ household, payment }))],
    }),
  },
  refused: {
    '*': ({ command, refusal }) =>
      command instanceof PayHouseFromLine ? [issue(new RefuseHousePayment({ household: command.household, payment: command.payment, refusal: refusal.code }))] : [],
  },
});
