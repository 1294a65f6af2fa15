import { defineDecider } from '@ledger/kit';
import { advanceRules } from './advance-rules';
import { amendmentRules } from './amendment-rules';
import { closingRules } from './closing-rules';
import { commitmentRules } from './commitment-rules';
import { fundsEvents } from './events';
import { evolveLine } from './line-evolve';
import type { FundsFacts } from './line-guards';
import { initialLine, type LineState } from './line-state';
import { paymentRules } from './payment-rules';
import { planRules } from './plan-rules';
import { transferRules } from './transfer-rules';
import { yearEndRules } from './year-end-rules';

/** One fund line, one stream: request, approval and payment are decided on the same balances, so nothing is overspent. */
export const line = defineDecider<LineState, FundsFacts>()({
  kind: 'line',
  events: fundsEvents,
  initial: initialLine,
  evolve: evolveLine,
  rules: (on) => [
    ...planRules(on), ...transferRules(on), ...commitmentRules(on), ...paymentRules(on), ...advanceRules(on),
    ...amendmentRules(on), ...yearEndRules(on), ...closingRules(on),
  ],
});
