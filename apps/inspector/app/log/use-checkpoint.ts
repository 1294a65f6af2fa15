import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useSource } from '../../source/source-context';
import { checkpointIn, type CheckpointNote } from './checkpoint-note';

/** What the latest checkpoint says of itself, read again whenever something is recorded; null while nothing was sealed. */
export function useCheckpoint(): UseQueryResult<CheckpointNote | null> {
  const source = useSource();
  return useQuery({ queryKey: ['stream', 'checkpoint', source.kind], queryFn: async ({ signal }) => checkpointIn(await source.checkpoint(signal)) ?? null });
}
