import { encodeAppend, WrongExpectedRevision, type AppendResult, type EventStore, type EventToAppend, type ExpectedRevision, type ReadAllOptions, type ReadStreamOptions, type RecordedEvent } from '@ledger/platform/event-store';

/** An event store in memory with the positions of a server's: sparse. Only what the sealer asks of a store. */
export class SparseMemoryStore implements EventStore {
  readonly events: RecordedEvent[] = [];

  append(stream: string, events: readonly EventToAppend[], expected: ExpectedRevision): Promise<AppendResult> {
    const encoded = encodeAppend(stream, events, expected);
    const own = this.events.filter((event) => event.stream === stream);
    const head = BigInt(own.length) - 1n;
    const from = expected === 'no-stream' ? 0n : typeof expected === 'bigint' ? expected + 1n : head + 1n;
    if (from <= head && events.every(({ id }, i) => own[Number(from) + i]?.id === id)) {
      const last = own[Number(from) + events.length - 1]!;
      return Promise.resolve({ revision: last.revision, position: last.position, repeated: true });
    }
    if (from !== head + 1n) return Promise.reject(new WrongExpectedRevision(stream, expected, head < 0n ? 'no-stream' : head));
    encoded.forEach(({ id, type, data, metadata }, i) => {
      const position = (this.events.at(-1)?.position ?? 0n) + 100n + BigInt(data.length);
      this.events.push({ id, type, data: JSON.parse(data), metadata: JSON.parse(metadata), stream, revision: head + 1n + BigInt(i), position, created: Number(position) });
    });
    return Promise.resolve({ revision: head + BigInt(events.length), position: this.events.at(-1)!.position, repeated: false });
  }

  async *readStream(stream: string, { direction, limit = 1_000 }: ReadStreamOptions = {}): AsyncGenerator<readonly RecordedEvent[]> {
    const own = this.events.filter((event) => event.stream === stream);
    const found = (direction === 'backwards' ? own.reverse() : own).slice(0, limit);
    if (found.length > 0) yield found;
  }

  async *readAll({ from = 0n }: ReadAllOptions = {}): AsyncGenerator<readonly RecordedEvent[]> {
    for (let after = from; ; ) {
      const page = this.events.filter(({ position }) => position > after).slice(0, 100);
      if (page.length === 0) return;
      after = page.at(-1)!.position;
      yield page;
    }
  }

  // eslint-disable-next-line require-yield -- nobody who seals subscribes
  async *subscribe(): AsyncGenerator<never> {
    throw new Error('nothing here subscribes');
  }

  head(): Promise<bigint> {
    return Promise.resolve(this.events.at(-1)?.position ?? 0n);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
