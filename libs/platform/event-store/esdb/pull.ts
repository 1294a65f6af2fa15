/** As much of a readable stream as is used: the client's own types of streams differ from Node's in their listeners. */
interface Stream {
  readonly readableLength: number;
  read(): unknown;
  on(event: 'readable' | 'end' | 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/**
 * Takes what a stream of the client gives, when it is wanted: what is not taken waits in the stream's own small buffer, and
 * beyond that at the server. Errors of the stream are kept for whoever takes, and never go unheard.
 */
export class Pull<T> {
  /** How many were taken so far. */
  taken = 0;
  private ended = false;
  private error: unknown;
  private wake: () => void = () => undefined;

  constructor(private readonly stream: Stream) {
    const changed = (): void => this.wake();
    stream.on('readable', changed);
    stream.on('end', () => {
      this.ended = true;
      changed();
    });
    stream.on('close', () => {
      this.ended = true;
      changed();
    });
    stream.on('error', (error) => {
      this.error ??= error;
      changed();
    });
  }

  /** The next that has arrived; undefined when none has. */
  take(): T | undefined {
    const next = this.stream.read() as T | null;
    if (next === null) return undefined;
    this.taken += 1;
    return next;
  }

  /** Arrived and not taken. */
  get ready(): number {
    return this.stream.readableLength;
  }

  /** True when nothing will come any more; throws what ended the stream, once everything before it was taken. */
  get isOver(): boolean {
    if (this.ready > 0) return false;
    if (this.error !== undefined) throw this.error;
    return this.ended;
  }

  /** Resolves when something has happened or `ms` have passed; what happens between a look and this call must be looked for again. */
  change(ms?: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms === undefined ? undefined : setTimeout(() => this.wake(), ms);
      this.wake = () => {
        clearTimeout(timer);
        this.wake = () => undefined;
        resolve();
      };
    });
  }

  /** Wakes whoever waits for a change. */
  ring(): void {
    this.wake();
  }
}
