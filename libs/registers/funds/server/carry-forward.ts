import { defineProcess, handle, issue } from '@ledger/kit';
import { ConfirmCarryForward, fundsEvents, ReceiveCarryForward, ReturnCarryForward } from '@ledger/registers/funds/domain';

/** Carries what is left of a year's line to the same line of the next plan year, exactly once. */
export const carryForward = defineProcess('funds-carry-forward', {
  on: handle(fundsEvents, {
    CarryForwardSent: ({ to, ...sent }, { id }) => [issue(new ReceiveCarryForward({ ...sent, line: to, from: id }))],
    CarryForwardReceived: ({ transfer, from }) => [issue(new ConfirmCarryForward({ line: from, transfer }))],
    CarryForwardRefused: ({ transfer, from, refusal }) => [issue(new ReturnCarryForward({ line: from, transfer, refusal }))],
  }),
});
