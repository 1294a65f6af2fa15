import { keepPreviousData, queryOptions, useInfiniteQuery, useQueries, useQuery, type InfiniteData, type UseInfiniteQueryResult, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isPast, knownAtParameter, type Moment } from '../moment/moment';
import type { Catalogue, ListAnswer, RecordedEvent, ReportAnswer, TotalsAnswer } from './catalogue';
import { isCode } from './problem';
import { queryText, request } from './request';

export type Parameters = Readonly<Record<string, string | readonly string[] | number | undefined>>;

/** The last position this window has written: whatever it reads next has it. */
let own: string | undefined;
export const wroteAt = (position: string): void => {
  own = position;
};

const momentParameters = (moment: Moment): Parameters => ({
  asOf: moment.asOf,
  knownAt: knownAtParameter(moment.knownAt),
  minPosition: moment.knownAt === undefined ? own : undefined,
});

async function read<T>(path: string, parameters: Parameters, moment: Moment, signal: AbortSignal): Promise<T> {
  try {
    return (await request<T>(path + queryText({ ...parameters, ...momentParameters(moment) }), { signal })).json;
  } catch (error) {
    // A ledger that was set up anew is behind what this window remembers of the old one.
    if (isCode(error, 'query.ahead')) own = undefined;
    throw error;
  }
}

/** What the registers hold, which every page asks for. */
export const catalogueQuery = queryOptions({ queryKey: ['catalogue'], staleTime: Infinity, queryFn: async ({ signal }) => (await request<Catalogue>('/api/registers', { signal })).json });

export const useCatalogue = (): UseQueryResult<Catalogue> => useQuery(catalogueQuery);

const listOptions = (path: string, parameters: Parameters, moment: Moment) =>
  queryOptions({
    queryKey: ['list', path, parameters, moment],
    queryFn: ({ signal }) => read<ListAnswer>(`/api/${path}`, parameters, moment, signal),
    staleTime: isPast(moment) ? 60_000 : 5_000,
  });

/** Rows of a table, `funds/lines`. Its key begins with the table, so that a change of the table makes it stale. */
export const useList = (path: string, parameters: Parameters, moment: Moment, enabled = true): UseQueryResult<ListAnswer> =>
  useQuery({ ...listOptions(path, parameters, moment), placeholderData: keepPreviousData, enabled });

/** Rows of a table by several questions at once; none is shown in another's stead. */
export const useLists = (path: string, questions: readonly Parameters[], moment: Moment): readonly UseQueryResult<ListAnswer>[] =>
  useQueries({ queries: questions.map((parameters) => listOptions(path, parameters, moment)) });

/** Rows of a table page after page. The following pages are read at the first one's position: together they are one picture, however long it takes. */
export const useListPages = (path: string, parameters: Parameters, moment: Moment, enabled = true): UseInfiniteQueryResult<InfiniteData<ListAnswer>> =>
  useInfiniteQuery({
    queryKey: ['list', path, 'pages', parameters, moment],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => (pageParam === undefined ? read<ListAnswer>(`/api/${path}`, parameters, moment, signal) : (await request<ListAnswer>(pageParam, { signal })).json),
    getNextPageParam: ({ next }: ListAnswer) => next,
    placeholderData: keepPreviousData,
    enabled,
    staleTime: isPast(moment) ? 60_000 : 5_000,
  });

/** Reads the next page as long as it is wanted. One that fails is not asked for again by itself: the error is told, and whoever reads it tries again. */
export function useNextPage({ hasNextPage, isFetching, isError, fetchNextPage }: UseInfiniteQueryResult<InfiniteData<ListAnswer>>, isWanted: boolean): void {
  useEffect(() => {
    if (isWanted && hasNextPage && !isFetching && !isError) void fetchNextPage({ cancelRefetch: false });
  });
}

/** How many rows a list has and what its columns add up to, for each group of values of the columns `by`: `{ by: 'step', of: 'amount' }`. */
export const useTotals = (path: string, parameters: Parameters, moment: Moment, enabled = true): UseQueryResult<TotalsAnswer> =>
  useQuery({
    queryKey: ['list', path, 'totals', parameters, moment],
    queryFn: ({ signal }) => read<TotalsAnswer>(`/api/${path}/totals`, parameters, moment, signal),
    placeholderData: keepPreviousData,
    enabled,
    staleTime: isPast(moment) ? 60_000 : 5_000,
  });

export const useReport = (name: string, parameters: Parameters, moment: Moment, enabled = true): UseQueryResult<ReportAnswer> =>
  useQuery({
    queryKey: ['report', name, parameters, moment],
    queryFn: ({ signal }) => read<ReportAnswer>(`/api/reports/${name}`, parameters, moment, signal),
    placeholderData: keepPreviousData,
    enabled,
    staleTime: 5_000,
  });

/** Everything recorded in one stream, first to last, until the moment. */
export const useStream = (stream: string, moment: Moment): UseQueryResult<readonly RecordedEvent[]> =>
  useQuery({
    queryKey: ['stream', stream, moment.knownAt],
    queryFn: async ({ signal }) => {
      const parameters = { stream, limit: 1_000, until: knownAtParameter(moment.knownAt) };
      return (await request<{ readonly events: readonly RecordedEvent[] }>(`/api/events${queryText(parameters)}`, { signal })).json.events;
    },
  });

export const listAddress = (path: string, parameters: Parameters, moment: Moment): string =>
  `/api/${path}${queryText({ ...parameters, asOf: moment.asOf, knownAt: knownAtParameter(moment.knownAt) })}`;
