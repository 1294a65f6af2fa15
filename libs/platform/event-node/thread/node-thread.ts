/** The node in a thread of its own: it reads the file itself, so that many readers slow no command, and asks its owner to write. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { AppendResult } from '@ledger/platform/event-store';
import { openEmbeddedReader, type SentEvent, type StoredEvents } from '@ledger/platform/event-store/embedded';
import { PendingCalls } from '@ledger/platform/thread';
import type { Verdict } from '../authentication';
import type { NodeControl, NodeStatus } from '../node-status';
import { startNode } from '../start-node';
import { carried, revived, type Answer, type FromThread, type Question, type Request, type ThreadSettings, type ToThread } from './messages';

const port = parentPort as MessagePort;
const { folder, ...settings } = workerData as ThreadSettings;
/** Its owner rings at every commit; should one be missed, the file is looked at this often. */
const POLL_MS = 1_000;

const tell = (message: FromThread): void => port.postMessage(message);

const calls = new PendingCalls<Answer>();
const ask = <A extends Answer>(question: Question): Promise<A> => calls.ask((id) => tell({ kind: 'question', id, question })) as Promise<A>;

/** Bytes without whatever else arrived in the same piece of memory, which would be handed over with them. */
const alone = (event: SentEvent): SentEvent => ({ ...event, data: Uint8Array.from(event.data), metadata: Uint8Array.from(event.metadata) });

const writes: Pick<StoredEvents, 'append' | 'delete' | 'tombstone'> = {
  append: (stream, events, expected, isOwn = false) => ask<AppendResult>({ what: 'append', stream, events: events.map(alone), expected, isOwn }),
  delete: (stream, expected) => ask<AppendResult>({ what: 'delete', stream, expected }),
  tombstone: (stream, expected) => ask<AppendResult>({ what: 'tombstone', stream, expected }),
};

const answerTo = async (request: Request, node: NodeControl): Promise<NodeStatus | undefined> => (request.what === 'status' ? node.status() : node.replayParked(request.source, request.group).then(() => undefined));

const doneOf = (id: number, request: Request, node: NodeControl): Promise<FromThread> =>
  answerTo(request, node).then(
    (status) => ({ kind: 'done', id, status }),
    (error: unknown) => ({ kind: 'done', id, error: carried(error) }),
  );

async function serve(): Promise<void> {
  const reader = await openEmbeddedReader({ folder, pollMs: POLL_MS });
  const node = await startNode({
    ...settings,
    store: { stored: { ...reader.stored, ...writes } },
    authenticate: (username, password, address) => ask<Verdict>({ what: 'authenticate', username, password, address }),
    report: (error) => tell({ kind: 'report', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  });
  port.on('message', (message: ToThread) => {
    if (message.kind === 'ring') reader.ring();
    else if (message.kind === 'request') void doneOf(message.id, message.request, node).then(tell);
    else if (message.kind === 'answer') calls.resolve(message.id, message.answer);
    else if (message.kind === 'refusal') calls.reject(message.id, revived(message.error));
    else void node.close().then(() => reader.close()).finally(() => port.close());
  });
  tell({ kind: 'ready', host: node.host, port: node.port });
}

serve().catch((error: unknown) => {
  tell({ kind: 'failed', message: (error as Error).message });
  port.close();
});
