import { keepPreviousData, useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { request, type Sending } from './request';

interface Asking<T> {
  /** Asked again so often, in milliseconds; a function decides by the latest answer. Default: never. */
  readonly every?: number | ((answer: T | undefined) => number);
  readonly enabled?: boolean;
}

/** What an address answers now, past or not: for what stands outside the ledger's time, such as how the server is. */
export const useAnswer = <T>(path: string, { every, enabled = true }: Asking<T> = {}): UseQueryResult<T> =>
  useQuery<T>({
    queryKey: ['answer', path],
    queryFn: async ({ signal }) => (await request<T>(path, { signal })).json,
    refetchInterval: typeof every === 'function' ? ({ state }) => every(state.data) : every,
    placeholderData: keepPreviousData,
    enabled,
  });

/** Asks the server to do something; whatever was answered before is asked again afterwards. */
export function useAct<T = unknown>(): UseMutationResult<T, Error, Sending & { readonly path: string }> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ path, ...sending }: Sending & { readonly path: string }) => (await request<T>(path, { method: 'POST', ...sending })).json,
    onSettled: () => void queries.invalidateQueries({ queryKey: ['answer'] }),
  });
}
