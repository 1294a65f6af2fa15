/** What every service of the node is given, and how its handlers are run. */
import type { Metadata, ServerDuplexStream, ServerUnaryCall, ServerWritableStream, sendUnaryData } from '@grpc/grpc-js';
import { nodeIsClosing, statusOf } from './call-failure';
import type { NodeStore } from './node-store';
import type { WriteRules } from './write-rules';

/** Who calls. */
export interface Caller {
  /** Empty without TLS, where nobody is asked. */
  readonly username: string;
  /** Whether it may write the ledger's own streams, where the node's role allows that. */
  readonly mayWriteOwn: boolean;
}

/** Without TLS there are no credentials: every caller is from this machine, and trusted. */
export const TRUSTED: Caller = { username: '', mayWriteOwn: true };

/** A call before anything is known of who makes it. */
export interface IncomingCall {
  readonly metadata: Metadata;
  getPeer(): string;
}

export interface NodeContext {
  readonly store: NodeStore;
  readonly rules: WriteRules;
  /** Rejects with `Unauthenticated` or `AccessDenied`; undefined when every caller is trusted. */
  readonly authorise: ((call: IncomingCall) => Promise<Caller>) | undefined;
  /** Aborts when the node stops. */
  readonly closing: AbortSignal;
  /** Called with errors that are nobody's request's fault. */
  readonly report: (error: unknown) => void;
  /** Largest append in bytes of data and metadata. */
  readonly appendBytesMax: number;
  /** Streams of answers under way. */
  calls: number;
}

type StreamingCall = ServerWritableStream<never, Buffer> | ServerDuplexStream<never, Buffer>;

/** Runs a handler that answers once. */
export function answering<Request, Response>(context: NodeContext, answer: (request: Request) => Promise<Response> | Response) {
  return (call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>): void => {
    const answered = async (): Promise<Response> => {
      if (context.authorise) await context.authorise(call);
      return answer(call.request);
    };
    answered().then(
      (response) => callback(null, response),
      (error: unknown) => callback(failed(context, error)),
    );
  };
}

/** Runs a handler that streams its answers. Its signal aborts when the client goes or the node stops. */
export function streaming<Call extends StreamingCall>(context: NodeContext, stream: (call: Call, signal: AbortSignal, caller: Caller) => Promise<void>) {
  return (call: Call): void => {
    const { signal, release } = lifeOf(call, context.closing);
    context.calls += 1;
    const streamed = async (): Promise<void> => {
      const caller = context.authorise ? await context.authorise(call) : TRUSTED;
      await stream(call, signal, caller);
    };
    streamed()
      .then(
        () => (context.closing.aborted ? fail(call, context, nodeIsClosing()) : void call.end()),
        (error: unknown) => fail(call, context, error),
      )
      .finally(() => {
        context.calls -= 1;
        release();
      });
  };
}

function fail(call: StreamingCall, context: NodeContext, error: unknown): void {
  if (!call.cancelled && !call.destroyed) call.emit('error', failed(context, error));
}

/** The status for an error; what nobody foresaw is told to the operator, and not to the client. */
export function failed(context: NodeContext, error: unknown): ReturnType<typeof statusOf> & Error {
  const failure = context.closing.aborted ? statusOf(nodeIsClosing()) : statusOf(error);
  if (failure.details === 'internal error') context.report(error);
  return Object.assign(new Error(failure.details), failure);
}

function lifeOf(call: StreamingCall, closing: AbortSignal): { readonly signal: AbortSignal; release(): void } {
  const life = new AbortController();
  const end = (): void => life.abort();
  call.on('cancelled', end);
  call.on('close', end);
  closing.addEventListener('abort', end, { once: true });
  if (closing.aborted) end();
  return {
    signal: life.signal,
    release: () => {
      closing.removeEventListener('abort', end);
      life.abort();
    },
  };
}
