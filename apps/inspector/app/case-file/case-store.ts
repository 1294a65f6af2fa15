import { useCallback, useSyncExternalStore } from 'react';
import { useSession } from '@ledger/ui/api/session';
import { emptyCase, parseCase, type CaseFile } from './case-file';

type Listener = () => void;
const listeners = new Set<Listener>();
const known = new Map<string, { readonly json: string | null; readonly file: CaseFile }>();

const keptAs = (user: string): string => `ledger-case:${user}`;

function subscribe(listener: Listener): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** The case as this browser keeps it; the same object until it changes. */
function kept(user: string): CaseFile {
  const json = localStorage.getItem(keptAs(user));
  const before = known.get(user);
  if (before && before.json === json) return before.file;
  const file = (json === null ? undefined : parseCase(json)) ?? emptyCase;
  known.set(user, { json, file });
  return file;
}

export interface CaseStore {
  readonly file: CaseFile;
  /** Makes a change and keeps it. Throws `QuotaExceededError` when this browser has no room for it; then nothing has changed. */
  change(change: (file: CaseFile) => CaseFile): void;
}

/** The inspector's own case file, in this browser alone; every window of it shows the same. */
export function useCaseFile(): CaseStore {
  const user = useSession().me?.user ?? '';
  const file = useSyncExternalStore(subscribe, () => kept(user));
  const change = useCallback((made: (file: CaseFile) => CaseFile) => {
    localStorage.setItem(keptAs(user), JSON.stringify(made(kept(user))));
    for (const listener of listeners) listener();
  }, [user]);
  return { file, change };
}
