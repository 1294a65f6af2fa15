import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { startThread } from '@ledger/platform/thread';
import { EventStoreUnavailable, InvalidEvent, WrongExpectedRevision, type AppendResult, type ExpectedRevision } from '../port';
import { expectedAsNumber, OWN, REPEATED, STREAM_DELETED, WRONG_REVISION, type AppendKind, type Group, type Outcomes, type WriterMessage, type WriterSettings } from './group';
import { StreamDeleted, type Payload } from './raw-events';

/** How much may wait for the disk; beyond it appends are refused rather than kept in memory. */
export interface WriterLimits {
  /** Appends waiting; default 10,000. */
  readonly pendingAppendsMax?: number;
  /** Characters of JSON waiting; default 64 Mi. One append alone may not be larger either. */
  readonly pendingCharactersMax?: number;
}

/** An event on its way to disk, already checked. */
export interface EventToWrite extends Payload {
  readonly id: string;
  readonly type: string;
}

interface Waiter {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  resolve(result: AppendResult): void;
  reject(error: Error): void;
}

/** A group being gathered or on its way to disk, with whoever waits for it, in the same order. */
class Pending {
  readonly group: Group = { numbers: [], texts: [] };
  readonly waiters: Waiter[] = [];
  characters = 0;
}

/**
 * The calling thread's side of the writer: gathers the appends that arrive while a group is being written, and sends
 * them as the next group.
 */
export class Writer {
  private gathering = new Pending();
  private writing: Pending | undefined;
  private sendScheduled = false;
  private stopped: string | undefined;
  private readonly pendingAppendsMax: number;
  private readonly pendingCharactersMax: number;
  private readonly exited: Promise<void>;
  private drained: (() => void) | undefined;

  /** Starts the writer's thread; rejects with `EventStoreUnavailable` when it cannot open the folder. */
  static async start(settings: WriterSettings & WriterLimits, committed: (group: Group, outcomes: Outcomes) => void): Promise<Writer> {
    const { folder, bytesMax } = settings;
    const worker = startThread(join(__dirname, 'writer-thread'), { workerData: { folder, bytesMax } satisfies WriterSettings });
    await new Promise<void>((resolve, reject) => {
      worker.once('message', (message: WriterMessage) => {
        if (message.kind === 'ready') resolve();
        else reject(new EventStoreUnavailable((message as { message: string }).message));
      });
      worker.once('error', (error) => reject(new EventStoreUnavailable(`the writer of ${folder} cannot start: ${error.message}`, { cause: error })));
      worker.once('exit', () => reject(new EventStoreUnavailable(`the writer of ${folder} ended before it started`)));
    });
    return new Writer(worker, settings, committed);
  }

  private constructor(
    private readonly worker: Worker,
    private readonly settings: WriterSettings & WriterLimits,
    private readonly committed: (group: Group, outcomes: Outcomes) => void,
  ) {
    this.pendingAppendsMax = settings.pendingAppendsMax ?? 10_000;
    this.pendingCharactersMax = settings.pendingCharactersMax ?? 64 * 1024 * 1024;
    worker.on('message', (message: WriterMessage) => this.answer(message));
    worker.on('error', (error) => this.stop(`its writer failed: ${error.message}`));
    this.exited = new Promise((resolve) => {
      worker.once('exit', () => {
        this.stop('its writer has stopped');
        resolve();
      });
    });
  }

  append(stream: string, events: readonly EventToWrite[], expected: ExpectedRevision, kind: AppendKind = OWN): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      const characters = sizeOf(events);
      const refusal = this.refusal(characters);
      if (refusal !== undefined) return reject(refusal);
      const { group, waiters } = this.gathering;
      group.numbers.push(expectedAsNumber(expected), events.length, kind);
      group.texts.push(stream);
      for (const event of events) group.texts.push(event.id, event.type, event.data, event.metadata);
      waiters.push({ stream, expected, resolve, reject });
      this.gathering.characters += characters;
      this.scheduleSend();
    });
  }

  /** Lets what waits reach the disk, then stops; later appends are refused. */
  async close(): Promise<void> {
    if (this.stopped === undefined) {
      this.stopped = 'it is closed';
      if (this.writing !== undefined || this.gathering.waiters.length > 0) {
        await new Promise<void>((resolve) => (this.drained = resolve));
      }
      this.worker.postMessage('close');
    }
    await this.exited;
  }

  private refusal(characters: number): Error | undefined {
    if (this.stopped !== undefined) return this.unavailable(this.stopped);
    if (characters > this.pendingCharactersMax) {
      return new InvalidEvent(`an append of ${characters} characters: at most ${this.pendingCharactersMax} are taken at once`);
    }
    const appends = this.gathering.waiters.length + (this.writing?.waiters.length ?? 0);
    if (appends >= this.pendingAppendsMax) return this.unavailable(`${appends} appends are waiting for the disk`);
    const waiting = this.gathering.characters + (this.writing?.characters ?? 0);
    if (waiting + characters > this.pendingCharactersMax) return this.unavailable(`${waiting} characters are waiting for the disk`);
    return undefined;
  }

  private scheduleSend(): void {
    if (this.sendScheduled || this.writing !== undefined) return;
    this.sendScheduled = true;
    // Whatever else arrives in this turn of the event loop shares the commit.
    setImmediate(() => {
      this.sendScheduled = false;
      this.send();
    });
  }

  private send(): void {
    if (this.writing !== undefined || this.gathering.waiters.length === 0) return;
    this.writing = this.gathering;
    this.gathering = new Pending();
    this.worker.postMessage(this.writing.group);
  }

  private answer(message: WriterMessage): void {
    const written = this.writing;
    if (written === undefined) return;
    this.writing = undefined;
    // The next group goes first, so that it is written while the callers of this one carry on.
    this.send();
    if (message.kind === 'done') {
      this.committed(written.group, message.outcomes);
      settle(written.waiters, message.outcomes);
    } else {
      const error = this.unavailable((message as { message: string }).message);
      for (const waiter of written.waiters) waiter.reject(error);
    }
    if (this.writing === undefined) this.drained?.();
  }

  private stop(why: string): void {
    this.stopped ??= why;
    const lost = [...(this.writing?.waiters ?? []), ...this.gathering.waiters];
    this.writing = undefined;
    this.gathering = new Pending();
    for (const waiter of lost) waiter.reject(this.unavailable(why));
    this.drained?.();
  }

  private unavailable(why: string): EventStoreUnavailable {
    return new EventStoreUnavailable(`the event store in ${this.settings.folder} cannot take events: ${why}`);
  }
}

function settle(waiters: readonly Waiter[], outcomes: Outcomes): void {
  waiters.forEach((waiter, i) => {
    const became = outcomes[i * 3] as number;
    const revision = BigInt(outcomes[i * 3 + 1] as number);
    const position = BigInt(outcomes[i * 3 + 2] as number);
    if (became === STREAM_DELETED) return waiter.reject(new StreamDeleted(waiter.stream));
    if (became !== WRONG_REVISION) return waiter.resolve({ revision, position, repeated: became === REPEATED });
    waiter.reject(new WrongExpectedRevision(waiter.stream, waiter.expected, revision < 0n ? 'no-stream' : revision));
  });
}

function sizeOf(events: readonly EventToWrite[]): number {
  let characters = 0;
  for (const event of events) characters += event.data.length + event.metadata.length;
  return characters;
}
