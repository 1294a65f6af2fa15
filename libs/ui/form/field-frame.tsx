import type { JSX, ReactNode } from 'react';
import type { Words } from '@ledger/kit';
import { useSay } from '../language/language';
import { uiTexts } from '../texts';

/** What a control needs to be understood by a screen reader. */
export interface Described {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly label: string;
}

interface FieldFrameProps {
  readonly path: string;
  readonly label: Words;
  readonly optional: boolean;
  readonly problem: Words | undefined;
  readonly children: (described: Described) => ReactNode;
}

export const idOf = (path: string): string => `f-${path.replace(/[^A-Za-z0-9]+/g, '-')}`;

/** A label above, the control, and what is wrong below. */
export function FieldFrame({ path, label, optional, problem, children }: FieldFrameProps): JSX.Element {
  const say = useSay();
  const id = idOf(path);
  const errorId = `${id}-error`;
  return (
    <div className="lg-field">
      <label htmlFor={id}>{say(label)}{optional && <span className="lg-quiet"> ({say(uiTexts.optional)})</span>}</label>
      {children({ id, label: say(label), invalid: problem !== undefined, describedBy: problem ? errorId : undefined })}
      {problem && <p className="lg-field-error" id={errorId}>{say(problem)}</p>}
    </div>
  );
}
