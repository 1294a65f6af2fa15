import { registers } from '@ledger/registers';
import { overNetwork } from '@ledger/ui/api/request';
import { inMemory } from './bundle-content';
import { checkBundle } from './check-bundle';
import { checkServer } from './check-server';
import FoldWorker from './fold-worker?worker';
import { foldingBeside } from './folding-beside';
import { answerCalls, WorkerCalls } from './worker-calls';

/** What is to be checked, and what the one who checks brings along. */
export interface CheckQuestion {
  /** A bundle; without one, the server at `address`. */
  readonly file?: File;
  readonly address: string;
  readonly policy?: string;
  readonly trustedCheckpoint?: string;
}

answerCalls({
  check: async ({ file, address, policy, trustedCheckpoint }: CheckQuestion, onProgress) => {
    const options = { registers, clock: () => performance.timeOrigin + performance.now(), onProgress, ...(policy && { policy }), ...(trustedCheckpoint && { trustedCheckpoint }) };
    if (file) return checkBundle(await inMemory(file), { ...options, name: file.name });
    const beside = new WorkerCalls(new FoldWorker());
    try {
      const keys = await overNetwork('/audit/key', {});
      return await checkServer({ ...options, through: overNetwork, address, ownKeys: keys.ok ? await keys.text() : '', folding: foldingBeside(beside) });
    } finally {
      beside.end();
    }
  },
});
