import type { ServerDuplexStream, ServerWritableStream } from '@grpc/grpc-js';
import { sendingSideOf } from './sending-side';

type Call = ServerWritableStream<never, Buffer> | ServerDuplexStream<never, Buffer>;

/** Bytes on their way beyond which whoever writes waits, and at which it goes on. */
const BYTES_MAX = 256 * 1024;
const BYTES_AGAIN = 64 * 1024;

/** Messages on their way to a client that may read slowly: whoever writes waits as soon as the client does not keep up. */
export class Outgoing {
  private readonly send: (message: Buffer, sent: () => void) => void;
  private bytes = 0;
  private goOn: (() => void) | undefined;

  constructor(
    call: Call,
    private readonly signal: AbortSignal,
  ) {
    const side = sendingSideOf(call);
    // Messages that do not wait for each other share a packet, which halves what they cost.
    this.send = side ? (message, sent) => side.sendMessage(message, sent) : (message, sent) => void call.write(message, () => sent());
  }

  /** A promise when the writer must wait before it writes again. */
  write(message: Buffer): Promise<void> | undefined {
    if (this.signal.aborted) return undefined;
    this.bytes += message.length;
    this.send(message, () => {
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
