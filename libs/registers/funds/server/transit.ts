import { defineProcess, handle, issue } from '@ledger/kit';
import { ConfirmFundsArrival, fundsEvents, ReceiveFunds, ReturnFunds } from '@ledger/registers/funds/domain';

/**
 * Carries allocated funds from line to line: sent → received or refused → confirmed or returned.
 * The receiving line answers in its own stream, once; every step may be repeated and none can be skipped.
 */
export const transit = defineProcess('funds-transit', {
  on: handle(fundsEvents, {
    FundsSent: ({ transfer, to, amount }, { id }) => [issue(new ReceiveFunds({ line: to, transfer, from: id, amount }))],
    FundsReceived: ({ transfer, from }) => [issue(new ConfirmFundsArrival({ line: from, transfer }))],
    FundsRefused: ({ transfer, from, refusal }) => [issue(new ReturnFunds({ line: from, transfer, refusal }))],
  }),
});
