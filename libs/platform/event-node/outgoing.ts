import type { ServerDuplexStream, ServerWritableStream } from '@grpc/grpc-js';

type Call = ServerWritableStream<never, Buffer> | ServerDuplexStream<never, Buffer>;

/** gRPC's own side of a call. Its `write` sends one message and waits until it is gone; this takes several, which then share a packet. */
interface Sending {
  sendMessage(message: Buffer, sent: () => void): void;
}

/** Bytes on their way beyond which whoever writes waits, and at which it goes on. */
const BYTES_MAX = 256 * 1024;
const BYTES_AGAIN = 64 * 1024;

/** Messages on their way to a client that may read slowly: whoever writes waits as soon as the client does not keep up. */
export class Outgoing {
  private readonly sending: Sending;
  private bytes = 0;
  private goOn: (() => void) | undefined;

  constructor(
    call: Call,
    private readonly signal: AbortSignal,
  ) {
    this.sending = (call as unknown as { readonly call: Sending }).call;
  }

  /** A promise when the writer must wait before it writes again. */
  write(message: Buffer): Promise<void> | undefined {
    if (this.signal.aborted) return undefined;
    this.bytes += message.length;
    this.sending.sendMessage(message, () => {
      this.bytes -= message.length;
      if (this.bytes <= BYTES_AGAIN) this.goOn?.();
    });
    return this.bytes < BYTES_MAX ? undefined : this.drained();
  }

  private drained(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.goOn = undefined;
        this.signal.removeEventListener('abort', done);
        resolve();
      };
      this.goOn = done;
      this.signal.addEventListener('abort', done, { once: true });
    });
  }
}
