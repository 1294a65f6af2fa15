import type { JSX } from 'react';
import { useSay } from '../language/language';
import { usePerson } from '../names/names';
import { stepTexts } from './texts';

/** One step of a procedure. `stopped`: it ended here without being done. */
export interface Step {
  readonly title: string;
  readonly state: 'done' | 'now' | 'later' | 'stopped';
  /** The user who did it. */
  readonly by?: string;
  /** When, as it is read. */
  readonly on?: string;
}

const signs = { done: '✓', now: '●', later: '○', stopped: '✗' } as const;

/** The steps of a procedure in a row, with who has done them: a sign and a word, never a colour alone. */
export function StepLine({ label, steps, brief = false }: { readonly label: string; readonly steps: readonly Step[]; readonly brief?: boolean }): JSX.Element {
  const say = useSay();
  const person = usePerson();
  return (
    <ol className="lg-steps" aria-label={label}>
      {steps.map(({ title, state, by, on }) => (
        <li key={title} className={`lg-step-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
          <span className="lg-step-sign" aria-hidden="true">{signs[state]}</span>
          <span><strong>{title}</strong>{brief ? null : <br />}{!brief && <span className="lg-quiet">{by === undefined ? say(stepTexts[state]) : [person(by), on].filter(Boolean).join(' · ')}</span>}</span>
        </li>
      ))}
    </ol>
  );
}
