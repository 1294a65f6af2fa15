import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal, type Process } from '@ledger/kit';
import { EventStoreUnavailable, type RecordedEvent } from '@ledger/platform/event-store';
import { Problem } from '../problems/problem';
import { EventActor } from './event-actor';
import type { ProcessRunnerParts, ProcessStatus } from './process-runner';

const RETRY_MS = [50, 200, 1_000, 5_000];
const BATCH = 200;
/** How often a checkpoint is written down; what is repeated after a crash records nothing. */
const CHECKPOINT_EVERY_MS = 5_000;

/** One process: pulls its events, issues its commands, remembers how far it is. */
export class ProcessRun {
  private readonly actor: EventActor;
  private readonly types: readonly string[];
  private stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private state: ProcessStatus['state'] = 'stopped';
  private error: string | undefined;
  private position = 0n;
  private written = 0n;
  private writtenAt = 0;

  constructor(
    private readonly process: Process,
    private readonly parts: ProcessRunnerParts,
  ) {
    this.actor = new EventActor(process, parts.ledger, parts.values);
    this.types = Object.keys(process.on);
  }

  start(): void {
    const checkpoint = this.parts.checkpoints.read(this.process.name);
    this.position = this.written = checkpoint.position;
    if (checkpoint.parked) {
      this.state = 'parked';
      return;
    }
    this.stopping = new AbortController();
    this.state = 'running';
    this.running = this.follow(this.stopping.signal);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  status(): ProcessStatus {
    const { parked } = this.parts.checkpoints.read(this.process.name);
    return { name: this.process.name, state: this.state, position: this.position, error: this.error, parked };
  }

  resume(): void {
    if (this.state !== 'parked') return;
    this.parts.checkpoints.resume(this.process.name);
    this.start();
  }

  reset(): void {
    if (this.state === 'running' || this.state === 'retrying') throw new Error(`${this.process.name} is running`);
    this.parts.checkpoints.reset(this.process.name);
  }

  async reached(position: bigint, timeoutMs: number): Promise<boolean> {
    for (const deadline = Date.now() + timeoutMs; this.position < position; ) {
      if (this.state === 'parked' || this.state === 'stopped' || Date.now() > deadline) return false;
      await sleep(5);
    }
    return true;
  }

  private async follow(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted && this.state !== 'parked'; ) {
      const before = this.position;
      try {
        await this.pull(signal);
      } catch (error) {
        if (signal.aborted) break;
        failures = this.position > before ? 0 : failures + 1;
        this.state = 'retrying';
        this.error = (error as Error).message;
        this.parts.log.warn({ err: error, process: this.process.name }, 'process tries again');
        await sleep(RETRY_MS[Math.min(failures, RETRY_MS.length) - 1] ?? RETRY_MS[0], undefined, { signal }).catch(() => undefined);
      }
    }
    if (this.state !== 'parked') this.state = 'stopped';
    this.writeLast();
  }

  private async pull(signal: AbortSignal): Promise<void> {
    const batches = this.parts.store.subscribe({ from: this.position, filter: { types: this.types }, batch: BATCH, signal });
    for await (const { events, position } of batches) {
      for (const event of events) {
        if (signal.aborted) return;
        if (!(await this.act(event))) return;
      }
      this.moveTo(position);
    }
  }

  /** False when the process is parked at the event; throws what passes with time. */
  private async act(event: RecordedEvent): Promise<boolean> {
    try {
      await this.actor.act(event);
      this.state = 'running';
      this.error = undefined;
      this.position = event.position;
      return true;
    } catch (error) {
      if (passesWithTime(error)) throw error;
      this.park(event, error);
      return false;
    }
  }

  private park(event: RecordedEvent, error: unknown): void {
    const code = error instanceof Refusal || error instanceof Problem ? error.code : 'process.failed';
    const message = (error as Error).message;
    this.write();
    this.parts.checkpoints.park(this.process.name, this.written, { at: event.position, since: Date.now(), code, message });
    this.state = 'parked';
    this.error = `${code}: ${message}`;
    this.parts.log.error({ err: error, process: this.process.name, position: event.position.toString(), event: event.id }, 'process parked');
  }

  private moveTo(position: bigint): void {
    this.position = position;
    this.state = 'running';
    if (Date.now() - this.writtenAt >= CHECKPOINT_EVERY_MS) this.write();
  }

  private writeLast(): void {
    try {
      this.write();
    } catch (error) {
      // What was not written down is done again after the next start, and records nothing.
      this.parts.log.warn({ err: error, process: this.process.name }, 'the last checkpoint of a process was not written');
    }
  }

  private write(): void {
    if (this.position === this.written) return;
    if (!this.parts.checkpoints.advance(this.process.name, this.written, this.position)) {
      throw new Error(`another runner moves the checkpoint of ${this.process.name}`);
    }
    this.written = this.position;
    this.writtenAt = Date.now();
  }
}

const passesWithTime = (error: unknown): boolean =>
  error instanceof EventStoreUnavailable
  || (error instanceof Problem && (error.status === 503 || error.code === 'ledger.conflict'))
  || ['QueryError', 'OfficeStoreUnavailable'].includes((error as Error).name);
