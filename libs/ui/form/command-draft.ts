import { useEffect, useRef, useState } from 'react';
import type { Shape } from '@ledger/kit';
import { dropDraft, keepDraft, keptDraft, newKey } from './draft';
import { inputsOf, withoutPersonal, type GroupInput, type Input } from './form-input';

export interface CommandDraft {
  readonly inputs: GroupInput;
  readonly key: string;
  /** True when what is shown was begun earlier. */
  readonly restored: boolean;
  set(field: string, input: Input): void;
  /** Forgets what was entered, and takes a new key: what was recorded is done with. */
  reset(): void;
}

/** What a form holds, kept from one page load to the next until it is recorded. */
export function useCommandDraft(user: string, form: string, shape: Shape, initial: Readonly<Record<string, string>>): CommandDraft {
  const begin = (): { inputs: GroupInput; key: string; restored: boolean } => ({ inputs: inputsOf(shape, initial), key: newKey(), restored: false });
  const [state, setState] = useState(() => {
    const kept = keptDraft(user, form);
    return kept ? { inputs: { ...inputsOf(shape, initial), ...kept.inputs }, key: kept.key, restored: true } : begin();
  });
  const touched = useRef(state.restored);
  useEffect(() => {
    if (touched.current) keepDraft(user, form, { inputs: withoutPersonal(shape, state.inputs), key: state.key });
  }, [user, form, shape, state]);
  return {
    ...state,
    set: (field, input) => {
      touched.current = true;
      setState((before) => ({ ...before, inputs: { ...before.inputs, [field]: input } }));
    },
    reset: () => {
      touched.current = false;
      dropDraft(user, form);
      setState(begin());
    },
  };
}
