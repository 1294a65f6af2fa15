import type { EventFolding } from './event-folder';
import type { WorkerCalls } from './worker-calls';

/** Folding in a worker of its own (`fold-worker.ts`): each piece is handed over to it, not copied. What the worker does not answer any more is refused. */
export const foldingBeside = (calls: WorkerCalls): EventFolding => ({
  isBeside: true,
  take: (piece) => calls.call('take', piece, undefined, [piece.buffer as ArrayBuffer]),
  finish: () => calls.call('finish'),
});
