import { useEffect, useState } from 'react';

/** Up to where somebody has seen the ledger, and when. */
export interface Visit {
  readonly position: string;
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
}

const kept = (user: string): string => `ledger-last-visit-${user}`;

function read(storage: Storage, user: string): Visit | undefined {
  try {
    const visit = JSON.parse(storage.getItem(kept(user)) ?? 'null') as Visit | null;
    return visit && /^\d+$/.test(visit.position) ? visit : undefined;
  } catch {
    return undefined;
  }
}

/** The visit before this window's: kept on this machine, one for each person. `seen` is what this visit has come to. */
export function useLastVisit(user: string, seen: string | undefined): Visit | undefined {
  const [last] = useState(() => {
    const here = read(sessionStorage, user) ?? read(localStorage, user);
    if (here) sessionStorage.setItem(kept(user), JSON.stringify(here));
    return here;
  });
  useEffect(() => {
    if (seen !== undefined) localStorage.setItem(kept(user), JSON.stringify({ position: seen, at: new Date().toISOString() } satisfies Visit));
  }, [user, seen]);
  return last;
}
