/** The thread that makes the tree of an embedded store, beside its writer: over a read connection of its own. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { openEmbeddedReader } from '@ledger/platform/event-store/embedded';
import { LATER, stepBack } from '@ledger/platform/thread';
import { SealerRefused, type TreeHead, type TreeState } from './tree';
import { TreeWriter } from './tree-writer';

export interface TreeThreadSettings {
  /** The folder of the event store. */
  readonly data: string;
  readonly folder: string;
  /** Source of the pattern of leaves' streams. */
  readonly pattern: string;
}

export type ToTreeThread = { readonly call: number } & ({ readonly kind: 'open'; readonly at: TreeState } | { readonly kind: 'advance' } | { readonly kind: 'close' });

export type FromTreeThread =
  | { readonly call: number; readonly answer: { readonly rebuilt: boolean } | TreeHead | undefined }
  | { readonly call: number; readonly refused: boolean; readonly message: string };

async function serve(port: MessagePort, { data, folder, pattern }: TreeThreadSettings): Promise<void> {
  await stepBack(LATER);
  const store = await openEmbeddedReader({ folder: data, pollMs: 60_000 });
  const tree = new TreeWriter({ store, folder, pattern: new RegExp(pattern) });
  const doing = async (message: ToTreeThread): Promise<{ readonly rebuilt: boolean } | TreeHead | undefined> => {
    if (message.kind === 'open') return tree.open({ size: message.at.size, root: Buffer.from(message.at.root) });
    if (message.kind === 'advance') return tree.advance();
    await store.close();
    port.close();
    return undefined;
  };
  port.on('message', (message: ToTreeThread) => {
    const { call } = message;
    doing(message).then(
      (answer) => port.postMessage({ call, answer } satisfies FromTreeThread),
      (error: Error) => port.postMessage({ call, refused: error instanceof SealerRefused, message: error.message } satisfies FromTreeThread),
    );
  });
}

if (parentPort) void serve(parentPort, workerData as TreeThreadSettings);
