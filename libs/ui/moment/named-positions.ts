import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Words } from '@ledger/kit';
import { request } from '../api/request';

/** A place in the ledger that has a name. */
export interface NamedPosition {
  readonly name: string;
  /** As `knownAt` takes it, in decimal text. */
  readonly position: string;
  /** When it was the last that was recorded, ISO 8601 UTC. */
  readonly at: string;
  readonly label: Words;
}

/** In the order of recording; none while they are not known, or where there are none. */
export function useNamedPositions(): readonly NamedPosition[] {
  const { data } = useQuery({
    queryKey: ['positions'],
    staleTime: 60_000,
    retry: false,
    queryFn: async ({ signal }) => (await request<{ readonly positions: readonly NamedPosition[] }>('/api/positions', { signal })).json.positions,
  });
  return useMemo(() => [...(data ?? [])].sort((one, other) => (BigInt(one.position) < BigInt(other.position) ? -1 : 1)), [data]);
}
