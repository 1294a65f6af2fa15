import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import ExplainWorker from './explain-worker?worker';
import type { ListQuestion, ListSteps } from './list-explainer';
import type { AllParts, ComparisonQuestion, ExplainedFigure, FigureParts, FigureQuestion } from './report-explainer';
import { useSources } from './source-context';
import { WorkerCalls } from './worker-calls';

let server: WorkerCalls | undefined;

/** Who explains: the worker that keeps the opened bundle, or one that reads the server's events, made when it is first needed. */
function useCalls(): { readonly kind: string; readonly calls: () => WorkerCalls } {
  const { source, bundle } = useSources();
  return { kind: source.kind, calls: () => bundle?.calls ?? (server ??= new WorkerCalls(new ExplainWorker())) };
}

/** Which figures the events explain, and by how much; `read`: how many events were read so far. */
export function useExplained(question: ComparisonQuestion | undefined): UseQueryResult<readonly ExplainedFigure[]> & { readonly read: number } {
  const { kind, calls } = useCalls();
  const [read, setRead] = useState(0);
  const answer = useQuery({
    queryKey: ['explained', kind, question],
    enabled: question !== undefined,
    staleTime: Infinity,
    queryFn: () => calls().call<readonly ExplainedFigure[]>('explain', question, setRead as (progress: never) => void),
  });
  return { ...answer, read };
}

/** The events behind one figure. */
export function useParts(question: FigureQuestion, enabled: boolean): UseQueryResult<FigureParts> {
  const { kind, calls } = useCalls();
  return useQuery({ queryKey: ['explained parts', kind, question], enabled, staleTime: Infinity, queryFn: () => calls().call<FigureParts>('partsOf', question) });
}

/** Every event behind every figure, for a file. */
export function useEveryPart(): (question: ComparisonQuestion) => Promise<AllParts> {
  const { calls } = useCalls();
  return (question) => calls().call<AllParts>('everyPart', question);
}

/** Every event behind every row of a list that differs; worked out once, however many files ask for it. */
export function useListSteps(): (question: ListQuestion) => Promise<ListSteps> {
  const { calls, kind } = useCalls();
  const queries = useQueryClient();
  return (question) => queries.fetchQuery({ queryKey: ['list-steps', kind, question], queryFn: () => calls().call<ListSteps>('listSteps', question), staleTime: Infinity });
}
