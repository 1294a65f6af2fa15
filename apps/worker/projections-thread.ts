import { parentPort, workerData } from 'node:worker_threads';
import type { Register } from '@ledger/kit';
import { followProjections, type ProjectionSettings } from './projections';

/** What the thread is started with: where the data are, and the module whose `registers` it keeps the tables of. */
export interface ThreadSettings extends ProjectionSettings {
  readonly registersModule: string;
}

export type ToThread = { readonly kind: 'rebuild'; readonly projection: string } | { readonly kind: 'stop' };

export type FromThread =
  | { readonly kind: 'started' }
  | { readonly kind: 'changed'; readonly tables: readonly string[]; readonly position: bigint }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'rebuilt'; readonly projection: string; readonly error?: string };

async function run(settings: ThreadSettings): Promise<void> {
  const port = parentPort!;
  const tell = (message: FromThread): void => port.postMessage(message);
  const { registers } = (await import(settings.registersModule)) as { readonly registers: readonly Register[] };
  const projections = await followProjections(settings, registers, {
    onChange: ({ tables, position }) => tell({ kind: 'changed', tables, position }),
    onError: ({ message }) => tell({ kind: 'failed', message }),
  });
  port.on('message', (message: ToThread) => {
    if (message.kind === 'stop') return void projections.stop().then(() => port.close());
    const { projection } = message;
    projections.runner.rebuild([projection]).then(
      () => tell({ kind: 'rebuilt', projection }),
      (error: Error) => tell({ kind: 'rebuilt', projection, error: error.message }),
    );
  });
  tell({ kind: 'started' });
}

if (parentPort) void run(workerData as ThreadSettings);
