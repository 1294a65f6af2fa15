import type { JSX } from 'react';
import { useSay } from '@ledger/ui/language/language';
import { StepLine } from '@ledger/ui/work/step-line';
import { paymentTexts } from './texts';

/** The three steps of a request, and which one is being taken; 4: all are done. */
export function RequestSteps({ at }: { readonly at: 1 | 2 | 3 | 4 }): JSX.Element {
  const say = useSay();
  const steps = [paymentTexts.step1, paymentTexts.step2, paymentTexts.step3].map((title, index) => ({ title: `${index + 1}. ${say(title)}`, state: index + 1 < at ? 'done' as const : index + 1 === at ? 'now' as const : 'later' as const }));
  return <StepLine label={say(paymentTexts.newTitle)} steps={steps} brief />;
}
