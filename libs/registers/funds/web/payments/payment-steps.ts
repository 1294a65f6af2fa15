import type { Words } from '@ledger/kit';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { shownDay } from '@ledger/ui/table/shown';
import type { Step } from '@ledger/ui/work/step-line';
import { paymentTexts } from './texts';

/** The steps as they are spoken of, and the event that ends each: the Treasury's control and its payment are told in one. */
const steps = [
  ['prepare', ['PaymentPrepared']],
  ['check', ['PaymentChecked']],
  ['approve', ['PaymentApproved']],
  ['control', ['PaymentMade', 'AdvancePaid']],
  ['pay', ['PaymentMade', 'AdvancePaid']],
] as const satisfies readonly (readonly [keyof typeof paymentTexts, readonly string[]])[];

const ENDINGS = ['PaymentRejected', 'PaymentWithdrawn'];

/** Where a payment stands, from what was recorded about it. A reversal takes it back to before it was paid. */
export function paymentSteps(events: readonly RecordedEvent[], language: keyof Words, say: (words: Words) => string): readonly Step[] {
  const reversedAt = events.findLastIndex(({ type }) => type === 'EntryReversed');
  const ended = events.some(({ type }) => ENDINGS.includes(type));
  let isOpen = true;
  return steps.map(([key, types]) => {
    const title = say(paymentTexts[key]);
    const at = events.findLastIndex(({ type }) => (types as readonly string[]).includes(type));
    const done = at >= 0 && !(key === 'control' || key === 'pay' ? reversedAt > at : false) ? events[at] : undefined;
    if (done) return { title, state: 'done', by: done.metadata.actor.user, on: shownDay(done.metadata.effectiveOn, language) };
    const state = !isOpen ? 'later' : ended ? 'stopped' : 'now';
    isOpen = false;
    return { title, state };
  });
}

/** How a payment came to its end, since which day, by whom, and what was said about it. */
export interface PaymentEnd {
  readonly how: 'paid' | 'rejected' | 'withdrawn';
  /** The day from which it counts. */
  readonly on: string;
  readonly by: string;
  readonly reason?: string;
}

const ends: { readonly [step: string]: readonly string[] | undefined } = { paid: ['PaymentMade', 'AdvancePaid'], rejected: ['PaymentRejected'], withdrawn: ['PaymentWithdrawn'] };

/** The end of a payment that stands at this step, from what was recorded about it; undefined while it is under way. */
export function paymentEnd(step: string, events: readonly RecordedEvent[]): PaymentEnd | undefined {
  const ended = events.findLast(({ type }) => ends[step]?.includes(type) === true);
  if (!ended) return undefined;
  const { actor, effectiveOn, reason } = ended.metadata;
  return { how: step as PaymentEnd['how'], on: effectiveOn, by: actor.user, ...(reason === undefined ? {} : { reason }) };
}
