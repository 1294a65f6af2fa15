import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { textIn, type Search } from '@ledger/ui/pages/address';
import { knownAtParameter, useMoment } from '@ledger/ui/moment/moment';
import type { Axis, EventFilter } from '@ledger/ui/replay/event-order';

const FILTERS = ['register', 'unit', 'actor', 'type', 'stream'] as const;

/** What the address says: which events, on which axis, from which event on. */
export interface ReplayAddress {
  readonly axis: Axis;
  readonly filter: EventFilter;
  readonly start: string | undefined;
  readonly change: (changed: { readonly [name: string]: string | undefined }) => void;
}

export function useReplayAddress(): ReplayAddress {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const { asOf, knownAt } = useMoment();
  const filter = useMemo(() => ({ ...Object.fromEntries(FILTERS.map((name) => [name, textIn(search, name)])), until: asOf, knownAt: knownAtParameter(knownAt) }), [search, asOf, knownAt]);
  const change = useCallback((changed: { readonly [name: string]: string | undefined }) => void navigate({ to: '.', search: (before: Search) => ({ ...before, ...changed }), replace: true, resetScroll: false }), [navigate]);
  return {
    axis: textIn(search, 'axis') === 'effective' ? 'effective' : 'recorded',
    filter,
    start: textIn(search, 'at'),
    change,
  };
}

const REMEMBER_AFTER_MS = 400;

/** Puts the current event into the address once one has come to rest on it, so that it can be shared and comes back. */
export function useRemembered(position: string | undefined, { start, change }: ReplayAddress): void {
  const remember = useRef(change);
  remember.current = change;
  useEffect(() => {
    if (position === undefined || position === start) return undefined;
    const timer = window.setTimeout(() => remember.current({ at: position }), REMEMBER_AFTER_MS);
    return () => window.clearTimeout(timer);
  }, [position, start]);
}
