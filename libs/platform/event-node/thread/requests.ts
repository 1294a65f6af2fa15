import type { NodeControl, NodeStatus } from '../node-status';
import { revived, type FromThread, type Request, type ToThread } from './messages';

type Done = Extract<FromThread, { readonly kind: 'done' }>;

interface Waiting {
  resolve(status: NodeStatus | undefined): void;
  reject(error: Error): void;
}

/** What the owner has asked of the thread and waits for. */
export class Requests {
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;
  private ended = false;

  constructor(private readonly tell: (message: ToThread) => void) {}

  control(): NodeControl {
    return {
      status: async () => (await this.ask({ what: 'status' })) as NodeStatus,
      replayParked: async (source, group) => void (await this.ask({ what: 'replay', source, group })),
    };
  }

  settle({ id, status, error }: Done): void {
    const found = this.waiting.get(id);
    this.waiting.delete(id);
    if (error) found?.reject(revived(error));
    else found?.resolve(status);
  }

  /** The thread is gone: nothing more is answered. */
  end(): void {
    this.ended = true;
    for (const { reject } of this.waiting.values()) reject(new Error('the event node has ended'));
    this.waiting.clear();
  }

  private ask(request: Request): Promise<NodeStatus | undefined> {
    if (this.ended) return Promise.reject(new Error('the event node has ended'));
    return new Promise((resolve, reject) => {
      this.asked += 1;
      this.waiting.set(this.asked, { resolve, reject });
      this.tell({ kind: 'request', id: this.asked, request });
    });
  }
}
