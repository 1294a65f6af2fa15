/** `BatchAppend`: many appends on one call, told apart by their correlation ids, each answered exactly once. */
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { InvalidRequest } from '../call-failure';
import type { Caller, NodeContext } from '../call-context';
import { Outgoing } from '../outgoing';
import { batchError, batchSuccess, correlationOf, readBatchFrame, type AppendOptions, type BatchFrame } from '../wire/append-messages';
import { AppendTimeout, batchStatus } from '../wire/batch-status';
import { append, ArrivingAppend } from './appending';

type Call = ServerDuplexStream<Buffer, Buffer>;

/** Appends on their way to disk, beyond which a call is read no further until some are answered. */
const PENDING_MAX = 1_000;
/** Appends of which only a part has arrived. */
const INCOMPLETE_MAX = 1_000;

interface Incomplete {
  readonly append: ArrivingAppend;
  readonly timer: NodeJS.Timeout | undefined;
}

/** Takes appends until the client has no more and all are answered, or `signal` aborts. */
export function batchAppendCall(context: NodeContext, call: Call, signal: AbortSignal, caller: Caller): Promise<void> {
  return new Promise((resolve, reject) => new BatchAppends(context, caller, call, signal, resolve, reject));
}

class BatchAppends {
  private readonly incomplete = new Map<string, Incomplete>();
  private pending = 0;
  private ended = false;
  private full = false;
  private readonly out: Outgoing;

  constructor(
    private readonly context: NodeContext,
    private readonly caller: Caller,
    private readonly call: Call,
    signal: AbortSignal,
    private readonly done: () => void,
    private readonly failed: (error: unknown) => void,
  ) {
    this.out = new Outgoing(call as never, signal);
    call.on('data', (bytes: Buffer) => this.take(bytes));
    call.on('end', () => {
      this.ended = true;
      this.finish();
    });
    signal.addEventListener('abort', () => this.abandon(), { once: true });
    if (signal.aborted) this.abandon();
  }

  private take(bytes: Buffer): void {
    let frame: BatchFrame;
    try {
      frame = readBatchFrame(bytes);
    } catch (error) {
      return this.refuseMalformed(bytes, error);
    }
    const key = frame.correlation.toString('latin1');
    const arriving = this.incomplete.get(key) ?? this.begin(key, frame);
    if (arriving === undefined) return;
    try {
      arriving.append.add(frame.events);
    } catch (error) {
      this.forget(key);
      return this.refuse(frame.correlation, arriving.append.stream, error);
    }
    if (!frame.isFinal) return;
    this.forget(key);
    this.record(frame.correlation, arriving.append);
  }

  /** The first frame of an append; undefined when it was answered already, or belongs to one that was. */
  private begin(key: string, frame: BatchFrame): Incomplete | undefined {
    const { options, correlation } = frame;
    if (options === undefined) return undefined;
    const timeLeft = (options.deadline ?? Number.POSITIVE_INFINITY) - Date.now();
    if (timeLeft <= 0) return void this.refuse(correlation, options.stream, new AppendTimeout());
    const append = new ArrivingAppend(options.stream, options.expected, this.context.appendBytesMax);
    if (frame.isFinal) return { append, timer: undefined };
    if (this.incomplete.size >= INCOMPLETE_MAX) {
      return void this.refuse(correlation, options.stream, new InvalidRequest(`more than ${INCOMPLETE_MAX} unfinished appends`));
    }
    const arriving = { append, timer: this.deadlineOf(key, correlation, options, timeLeft) };
    this.incomplete.set(key, arriving);
    return arriving;
  }

  private deadlineOf(key: string, correlation: Buffer, { stream }: AppendOptions, timeLeft: number): NodeJS.Timeout | undefined {
    if (!Number.isFinite(timeLeft)) return undefined;
    return setTimeout(() => {
      if (this.incomplete.delete(key)) this.refuse(correlation, stream, new AppendTimeout());
    }, Math.min(timeLeft, 2 ** 31 - 1));
  }

  private forget(key: string): void {
    clearTimeout(this.incomplete.get(key)?.timer);
    this.incomplete.delete(key);
  }

  private record(correlation: Buffer, arriving: ArrivingAppend): void {
    this.pending += 1;
    if (this.pending >= PENDING_MAX) this.call.pause();
    append(this.context, arriving, this.caller).then(
      (result) => this.answered(batchSuccess(correlation, result)),
      (error: unknown) => this.answered(this.errorMessage(correlation, arriving.stream, error)),
    );
  }

  private answered(message: Buffer): void {
    this.pending -= 1;
    this.send(message);
    this.readOn();
    this.finish();
  }

  private refuse(correlation: Buffer, stream: string, error: unknown): void {
    this.send(this.errorMessage(correlation, stream, error));
  }

  private refuseMalformed(bytes: Buffer, error: unknown): void {
    const correlation = attempt(() => correlationOf(bytes));
    if (correlation === undefined) return this.failed(error);
    const key = correlation.toString('latin1');
    const stream = this.incomplete.get(key)?.append.stream ?? '';
    this.forget(key);
    this.refuse(correlation, stream, error instanceof InvalidRequest ? error : new InvalidRequest((error as Error).message));
  }

  private errorMessage(correlation: Buffer, stream: string, error: unknown): Buffer {
    return batchError(correlation, stream, batchStatus(error));
  }

  /** A client that does not read its answers is not read from either. */
  private send(message: Buffer): void {
    const drained = this.out.write(message);
    if (drained === undefined) return;
    this.full = true;
    this.call.pause();
    void drained.then(() => {
      this.full = false;
      this.readOn();
    });
  }

  private readOn(): void {
    if (!this.full && this.pending < PENDING_MAX && this.call.isPaused()) this.call.resume();
  }

  private finish(): void {
    if (!this.ended || this.pending > 0) return;
    this.abandon();
  }

  private abandon(): void {
    for (const { timer } of this.incomplete.values()) clearTimeout(timer);
    this.incomplete.clear();
    this.done();
  }
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
