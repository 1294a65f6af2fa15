import { dataOf, hasPersonal, metaOf, replacePersonal, type EventDefinition, type Events, type Handlers, type Json, type Personal, type Register } from '@ledger/kit';
import type { EventStore, RecordedEvent } from '@ledger/platform/event-store';
import type { NamedValues, Persons, ReadableValue } from '@ledger/platform/office-store';
import type { ForgettingGate } from './forgetting-gate';
import { open } from './sealing';

export interface ReadablePersonsParts {
  readonly registers: readonly Register[];
  readonly store: EventStore;
  readonly persons: Persons;
  readonly values: NamedValues;
  readonly now: () => number;
  /** Told of every event that forgets a person, before anything else is done about it. */
  readonly gate: Pick<ForgettingGate, 'forget'>;
  readonly log: { warn(details: object, message: string): void };
}

const POSITION = 'personal.position';
const RETRY_MS = [200, 1_000, 5_000, 30_000];

/**
 * Keeps what is readable of persons beside the events: fills it from what they sealed, and destroys a person's key when an
 * event forgets the person. Every step may be repeated, and none counts as done before it is on disk, so that whatever
 * a crash interrupted is finished at the next start.
 */
export class ReadablePersons {
  private readonly sealed: ReadonlyMap<string, EventDefinition>;
  private readonly forgets: Handlers<string>;
  private readonly types: ReadonlySet<string>;
  private working: Promise<unknown> = Promise.resolve();
  private retry: NodeJS.Timeout | undefined;
  private failures = 0;
  private readonly waiting: (() => void)[] = [];
  private closed = false;

  constructor(private readonly parts: ReadablePersonsParts) {
    const definitions = parts.registers.flatMap(({ events }) => events.flatMap(({ $catalogue }: Events) => Object.entries($catalogue.definitions)));
    this.sealed = new Map(definitions.filter(([, { shape }]) => hasPersonal(shape)));
    this.forgets = Object.assign({}, ...parts.registers.map(({ forgets }) => forgets)) as Handlers<string>;
    this.types = new Set([...this.sealed.keys(), ...Object.keys(this.forgets)]);
  }

  /** Whether events of the type carry or end personal data. */
  concerns(type: string): boolean {
    return this.types.has(type);
  }

  /** The person that an event forgets, if it does. */
  forgottenBy(event: RecordedEvent): string | undefined {
    const handler = this.forgets[event.type];
    return handler?.run(dataOf(event, handler.definition), metaOf(event));
  }

  /** False while something recorded has not been acted on, and is tried again. */
  get upToDate(): boolean {
    return this.failures === 0;
  }

  /** Acts on what was just recorded in a stream; what cannot be done now is tried again until it is. */
  async recorded(stream: string, from: bigint): Promise<void> {
    await this.inTurn(async () => {
      try {
        for await (const batch of this.parts.store.readStream(stream, { from })) await this.applyAll(batch);
      } catch (error) {
        this.tryAgain(error);
      }
    });
  }

  /** Acts on everything recorded while nobody looked; what cannot be done now is tried again until it is. */
  async start(): Promise<void> {
    await this.catchUp().catch((error: unknown) => this.tryAgain(error));
  }

  /** Acts on everything recorded; resolves when that is done, however often it has to be tried. */
  settled(): Promise<void> {
    const done = new Promise<void>((resolve) => this.waiting.push(resolve));
    void this.start();
    return done;
  }

  /** Acts on everything recorded since the last time. */
  catchUp(): Promise<void> {
    return this.inTurn(async () => {
      const { store, values } = this.parts;
      // Who asks from here on may mean an event that was not there when this reading came to its end.
      const asked = this.waiting.length;
      const head = await store.head();
      const from = BigInt((values.get(POSITION) as string | undefined) ?? '0');
      // A store that was replaced by a shorter one is read again from its beginning.
      for await (const batch of store.readAll({ from: from > head ? 0n : from, filter: { types: [...this.types] } })) await this.applyAll(batch);
      if (from !== head) values.set(POSITION, head.toString());
      for (const resolve of this.waiting.splice(0, asked)) resolve();
    });
  }

  /** Empties what is readable and fills it again from the events and the keys that there are. */
  async rebuild(): Promise<void> {
    await this.inTurn(async () => {
      this.parts.persons.clearReadable();
      this.parts.values.delete(POSITION);
    });
    await this.catchUp();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    await this.working;
  }

  private async applyAll(events: readonly RecordedEvent[]): Promise<void> {
    const { persons, now, gate } = this.parts;
    let readable: ReadableValue[] = [];
    let forgot = false;
    for (const event of events) {
      const person = this.forgottenBy(event);
      if (person === undefined) {
        readable.push(...this.opened(event));
        continue;
      }
      gate.forget(person);
      persons.show(readable);
      readable = [];
      persons.forget(person, now());
      forgot = true;
    }
    persons.show(readable);
    if (forgot) await persons.scrub();
  }

  /** What an event says of persons who still have their keys. */
  private opened(event: RecordedEvent): readonly ReadableValue[] {
    const definition = this.sealed.get(event.type);
    if (!definition) return [];
    const opened: ReadableValue[] = [];
    replacePersonal(definition.shape, dataOf(event, definition) as object, ({ path, attribute, person, value }) => {
      const key = this.parts.persons.find(person)?.key;
      const json = key && this.openOne(key, event, path, person, value);
      if (json !== undefined) opened.push({ person, attribute, json, position: event.position });
      return value;
    });
    return opened;
  }

  /** Undefined for what does not open: it was sealed with another key or changed since, and says nothing about anybody. */
  private openOne(key: Uint8Array, { stream, type, id, position }: RecordedEvent, path: string, person: string, { sealed = '' }: Personal): Json | undefined {
    try {
      return open(key, { stream, type, event: id, path, person }, sealed);
    } catch {
      this.parts.log.warn({ event: id, position: position.toString(), path, person }, 'a sealed value does not open');
      return undefined;
    }
  }

  private inTurn(task: () => Promise<void>): Promise<void> {
    const mine = this.working.then(task);
    this.working = mine.catch(() => undefined);
    return mine;
  }

  private tryAgain(error: unknown): void {
    const wait = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)]!;
    this.failures += 1;
    this.parts.log.warn({ err: error }, 'what is readable of persons is brought up to date later');
    clearTimeout(this.retry);
    if (this.closed) return;
    this.retry = setTimeout(() => {
      this.catchUp().then(
        () => (this.failures = 0),
        (again: unknown) => this.tryAgain(again),
      );
    }, wait).unref();
  }
}
