import { useInfiniteQuery, useQuery, type InfiniteData, type UseInfiniteQueryResult, type UseQueryResult } from '@tanstack/react-query';
import type { JsonObject, RiskSignal } from '@ledger/kit';
import { signalsOf, type HitEvent } from '@ledger/platform/risk-signals';
import { queryText, request } from '@ledger/ui/api/request';
import { knownAtParameter, useMoment } from '@ledger/ui/moment/moment';
import { useRegisters } from '@ledger/ui/pages/registers';

export interface Hit {
  readonly key: string;
  readonly on: string;
  readonly values: JsonObject;
  readonly events: readonly HitEvent[];
}

export interface SignalPage {
  readonly position: string;
  readonly parameters: JsonObject;
  readonly total: number;
  readonly months: readonly { readonly month: string; readonly hits: number }[];
  readonly hits: readonly Hit[];
}

interface Counted {
  readonly position: string;
  readonly signals: readonly { readonly name: string; readonly hits: number }[];
}

const HITS_PER_PAGE = 50;

/** The signals that the registers bring, as this program has them. */
export function useSignals(): UseQueryResult<readonly RiskSignal[]> {
  const { all } = useRegisters();
  return useQuery({
    queryKey: ['signals'],
    queryFn: async () => signalsOf(await Promise.all(all.map(async ({ signals }) => ({ signals: signals ? await signals() : [] })))),
    staleTime: Infinity,
  });
}

/** How often each was hit with its standard parameters, as known at the moment. */
export function useHitCounts(): UseQueryResult<Counted> {
  const { knownAt } = useMoment();
  return useQuery({ queryKey: ['signal-counts', knownAt], queryFn: async ({ signal }) => (await request<Counted>(`/api/signals${queryText({ knownAt: knownAtParameter(knownAt) })}`, { signal })).json });
}

/** One signal's hits with the parameters that stand in the address, page by page. */
export function useHits(name: string, given: Readonly<Record<string, string>>): UseInfiniteQueryResult<InfiniteData<SignalPage>> {
  const { knownAt } = useMoment();
  return useInfiniteQuery({
    queryKey: ['signal-hits', name, given, knownAt],
    initialPageParam: 0,
    queryFn: async ({ pageParam, signal }) => (await request<SignalPage>(`/api/signals/${name}${queryText({ ...given, knownAt: knownAtParameter(knownAt), limit: HITS_PER_PAGE, offset: pageParam })}`, { signal })).json,
    getNextPageParam: ({ total }: SignalPage, pages: readonly SignalPage[]) => {
      const had = pages.reduce((count, { hits }) => count + hits.length, 0);
      return had < total ? had : undefined;
    },
  });
}
