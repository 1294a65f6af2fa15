import { MemoryEventStore } from '@ledger/platform/read-store/testing/memory-event-store';
import { ownStreams } from './own-streams';
import type { EventBatch, EventStore, ReadAllOptions, RecordedEvent } from './port';

const at = (position: number, stream: string, type = 'Checked'): RecordedEvent => ({ id: `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`, type, data: {}, metadata: {}, stream, revision: 0n, position: BigInt(position), created: 0 });

/** The memory store reads forwards; this one backwards too, and counts what it gives. */
class Everything extends MemoryEventStore {
  given = 0;
  override async *readAll(options: ReadAllOptions = {}): AsyncGenerator<readonly RecordedEvent[]> {
    const { direction, limit, from, filter } = options;
    const all: RecordedEvent[] = [];
    for await (const batch of super.readAll()) all.push(...batch.filter(({ type }) => filter?.types?.includes(type) ?? true));
    const wanted = direction === 'backwards' ? all.reverse().filter(({ position }) => from === undefined || position < from) : all.filter(({ position }) => from === undefined || position > from);
    for (const event of wanted.slice(0, limit)) {
      this.given += 1;
      yield [event];
    }
  }
}

const positions = async (batches: AsyncIterable<readonly RecordedEvent[]>): Promise<number[]> => {
  const found: number[] = [];
  for await (const batch of batches) found.push(...batch.map(({ position }) => Number(position)));
  return found;
};

describe('the registers’ own streams', () => {
  const history = [at(3, 'funds.line-1'), at(4, '$$funds.line-1', '$metadata'), at(7, 'consumer.copy-1', 'FundsDisbursed'), at(9, 'territory.unit-1'), at(12, 'fundsother'), at(20, '$stats', '$statsCollected')];
  const store = new Everything(history);
  const own = ownStreams(store, ['funds', 'territory']);

  it('leave out what others keep in the same store, whatever its events are called', async () => {
    expect(await positions(own.readAll())).toEqual([3, 9]);
    expect(await positions(own.readAll({ direction: 'backwards' }))).toEqual([9, 3]);
    expect(await positions(own.readAll({ filter: { types: ['FundsDisbursed'] } }))).toEqual([]);
  });

  it('keep to a limit in their own events', async () => {
    expect(await positions(own.readAll({ limit: 2 }))).toEqual([3, 9]);
    expect(await positions(own.readAll({ limit: 1, direction: 'backwards' }))).toEqual([9]);
    expect(await positions(own.readAll({ limit: 5 }))).toEqual([3, 9]);
    expect(await positions(own.readAll({ limit: 0 }))).toEqual([]);
  });

  it('give other streams to whoever names them', async () => {
    expect(await positions(own.readStream('consumer.copy-1'))).toEqual([7]);
  });

  it('tell how far a follower is although it was handed nothing', async () => {
    const stop = new AbortController();
    const batches: EventBatch[] = [];
    for await (const batch of own.subscribe({ batch: 2, signal: stop.signal })) {
      batches.push(batch);
      if (batch.position === 20n) stop.abort();
    }
    expect(batches.map(({ events, position }) => [events.length, position])).toEqual([[1, 4n], [1, 9n], [0, 20n]]);
  });

  it('have a head of their own, looked for once', async () => {
    const counted = new Everything(history);
    const ofLedger: EventStore = ownStreams(counted, ['funds', 'territory']);
    expect(await ofLedger.head()).toBe(9n);
    const looked = counted.given;
    expect(await ofLedger.head()).toBe(9n);
    expect(counted.given).toBe(looked);
    counted.record(at(30, 'someone.else-1'));
    expect(await ofLedger.head()).toBe(9n);
    counted.record(at(31, 'funds.line-1'), at(35, '$stats'));
    expect(await ofLedger.head()).toBe(31n);
    expect(await ownStreams(new Everything([]), ['funds']).head()).toBe(0n);
  });

  it('have no head beyond the one their store was asked for, to which alone it brings those who follow', async () => {
    const busy = new Everything(history);
    const asked: bigint[] = [];
    const head = busy.head.bind(busy);
    busy.head = async () => {
      asked.push(await head());
      // Somebody writes before anybody has looked.
      busy.record(at(Number(asked.at(-1)) + 5, 'funds.line-1'));
      return asked.at(-1)!;
    };
    const ofLedger = ownStreams(busy, ['funds', 'territory']);
    expect(await ofLedger.head()).toBe(9n);
    expect(await ofLedger.head()).toBe(25n);
    expect(await ofLedger.head()).toBe(30n);
    expect(asked).toEqual([20n, 25n, 30n]);
  });
});
