import { useQuery } from '@tanstack/react-query';
import { useRegisters } from '../pages/registers';
import type { RefusalTexts } from './refusal-text';

/** What every register says when it refuses; undefined until it is loaded. */
export function useRefusalTexts(): RefusalTexts | undefined {
  const { all } = useRegisters();
  const { data } = useQuery({
    queryKey: ['refusal-texts'],
    staleTime: Infinity,
    queryFn: async () => Object.assign({}, ...(await Promise.all(all.flatMap(({ refusals }) => refusals?.() ?? [])))) as RefusalTexts,
  });
  return data;
}
