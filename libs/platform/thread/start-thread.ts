import { Worker, type WorkerOptions } from 'node:worker_threads';

/** Built code is JavaScript; sources, in tests and in development, are compiled as they are loaded. */
const IS_SOURCE = __filename.endsWith('.ts');

/** Starts a thread of the module at `path`, which is given without its extension. */
export const startThread = (path: string, options: Pick<WorkerOptions, 'workerData' | 'resourceLimits'> = {}): Worker =>
  new Worker(`${path}${IS_SOURCE ? '.ts' : '.js'}`, { ...options, execArgv: IS_SOURCE ? ['-r', '@swc-node/register'] : [] });
