import { useMemo } from 'react';
import type { Decider } from '@ledger/kit';
import { useRegisters } from '@ledger/ui/pages/registers';
import { StateVocabulary } from '@ledger/ui/replay/state-words';

const known = new WeakMap<Decider, StateVocabulary>();

/** How the fields of an object's state are called, by its decider. */
export function useVocabulary(decider: Decider | undefined): StateVocabulary | undefined {
  const { webOf } = useRegisters();
  return useMemo(() => {
    if (!decider) return undefined;
    const vocabulary = known.get(decider) ?? new StateVocabulary(decider, webOf(decider.register)?.states ?? {});
    known.set(decider, vocabulary);
    return vocabulary;
  }, [decider, webOf]);
}
