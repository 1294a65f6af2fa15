import { PendingCalls } from '@ledger/platform/thread';
import type { NodeControl, NodeStatus } from '../node-status';
import { revived, type FromThread, type Request, type ToThread } from './messages';

type Done = Extract<FromThread, { readonly kind: 'done' }>;

/** What the owner has asked of the thread and waits for. */
export class Requests {
  private readonly calls = new PendingCalls<NodeStatus | undefined>();
  private ended = false;

  constructor(private readonly tell: (message: ToThread) => void) {}

  control(): NodeControl {
    return {
      status: async () => (await this.ask({ what: 'status' })) as NodeStatus,
      replayParked: async (source, group) => void (await this.ask({ what: 'replay', source, group })),
    };
  }

  settle({ id, status, error }: Done): void {
    if (error) this.calls.reject(id, revived(error));
    else this.calls.resolve(id, status);
  }

  /** The thread is gone: nothing more is answered. */
  end(): void {
    this.ended = true;
    this.calls.rejectAll(new Error('the event node has ended'));
  }

  private ask(request: Request): Promise<NodeStatus | undefined> {
    if (this.ended) return Promise.reject(new Error('the event node has ended'));
    return this.calls.ask((id) => this.tell({ kind: 'request', id, request }));
  }
}
