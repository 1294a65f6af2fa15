import type { ServerDuplexStream, ServerWritableStream } from '@grpc/grpc-js';

type Call = Pick<ServerWritableStream<unknown, Buffer> | ServerDuplexStream<unknown, Buffer>, 'write' | 'once' | 'off'> & { readonly cancelled: boolean };

/** Messages on their way to a client that may read slowly: whoever writes waits as soon as the client does not keep up. */
export class Outgoing {
  private isFull = false;

  constructor(
    private readonly call: Call,
    private readonly signal: AbortSignal,
  ) {}

  /** A promise when the writer must wait before it writes again. */
  write(message: Buffer): Promise<void> | undefined {
    if (this.signal.aborted) return undefined;
    this.isFull = !this.call.write(message);
    return this.isFull ? this.drained() : undefined;
  }

  private drained(): Promise<void> {
    const { call, signal } = this;
    return new Promise((resolve) => {
      const done = (): void => {
        call.off('drain', done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      call.once('drain', done);
      signal.addEventListener('abort', done, { once: true });
    });
  }
}
