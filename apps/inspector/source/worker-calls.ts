/** What a page asks its worker, and what comes back: one call at a time is told from another by its number. */
interface Call {
  readonly call: number;
  readonly name: string;
  readonly argument: unknown;
}

type Reply = { readonly call: number } & ({ readonly progress: unknown } | { readonly value: unknown } | { readonly error: { readonly name: string; readonly message: string } });

/** What a worker can be asked: each function gets its argument and a way to tell how far it is. */
export type Answerers = { readonly [name: string]: (argument: never, onProgress: (progress: unknown) => void) => unknown };

interface WorkerScope {
  onmessage: ((message: MessageEvent<Call>) => void) | null;
  postMessage(reply: Reply): void;
}

/** Within a worker: answers the page's calls. */
export function answerCalls(answerers: Answerers): void {
  const scope = globalThis as unknown as WorkerScope;
  scope.onmessage = ({ data: { call, name, argument } }) => {
    const answer = answerers[name];
    void Promise.resolve()
      .then(() => answer!(argument as never, (progress) => scope.postMessage({ call, progress })))
      .then((value) => scope.postMessage({ call, value }), (error: Error) => scope.postMessage({ call, error: { name: error.name, message: error.message } }));
  };
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((progress: never) => void) | undefined;
}

/** The page's side of a worker. */
export class WorkerCalls {
  private readonly waiting = new Map<number, Waiting>();
  private calls = 0;
  private failed: Error | undefined;

  constructor(private readonly worker: Worker) {
    worker.onmessage = ({ data }: MessageEvent<Reply>) => this.take(data);
    // A worker whose file cannot be had says no more than that.
    worker.onerror = ({ message }: Partial<ErrorEvent>) => this.fail(new Error(message || 'the worker could not be started'));
    worker.onmessageerror = () => this.fail(new Error('the worker’s answer cannot be read'));
  }

  /** Refused when the worker fails or is ended, now or before. What is handed over is the worker’s from then on. */
  call<T>(name: string, argument?: unknown, onProgress?: (progress: never) => void, handedOver: Transferable[] = []): Promise<T> {
    if (this.failed) return Promise.reject(this.failed);
    this.calls += 1;
    const call = this.calls;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(call, { resolve: resolve as (value: unknown) => void, reject, onProgress });
      this.worker.postMessage({ call, name, argument } satisfies Call, handedOver);
    });
  }

  /** Ends the worker; what was still asked of it is refused. */
  end(): void {
    this.worker.terminate();
    this.fail(new Error('the worker was ended'));
  }

  private take(reply: Reply): void {
    const waiting = this.waiting.get(reply.call);
    if (!waiting) return;
    if ('progress' in reply) return waiting.onProgress?.(reply.progress as never);
    this.waiting.delete(reply.call);
    if ('error' in reply) waiting.reject(Object.assign(new Error(reply.error.message), { name: reply.error.name }));
    else waiting.resolve(reply.value);
  }

  private fail(error: Error): void {
    this.failed = error;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
