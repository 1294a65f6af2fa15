import { BACKWARDS, END, NO_STREAM, START, StreamNotFoundError, WrongExpectedVersionError, binaryEvent, excludeSystemEvents, jsonEvent } from '@eventstore/db-client';
import { collected, serveNode, streamName, testEvents, testEvent, type ServedNode } from './testing/served-node';

let served: ServedNode;
beforeAll(async () => {
  served = await serveNode();
});
afterAll(() => served.close());

const numbers = (found: readonly { event?: { data?: unknown } }[]): unknown[] => found.map(({ event }) => (event?.data as { n?: number }).n);

describe('an official client', () => {
  it('appends in batches and one by one, and reads what it wrote in both directions', async () => {
    const { client } = served;
    const stream = streamName();
    const first = await client.appendToStream(stream, testEvents(3), { expectedRevision: NO_STREAM });
    expect(first).toMatchObject({ success: true, nextExpectedRevision: 2n });
    const plain = await client.appendToStream(stream, testEvent(3), { credentials: { username: 'a', password: 'b' } });
    expect(plain.nextExpectedRevision).toBe(3n);
    expect(plain.position!.commit).toBe(first.position!.commit + 1n);
    expect(numbers(await collected(client.readStream(stream), () => false))).toEqual([0, 1, 2, 3]);
    expect(numbers(await collected(client.readStream(stream, { direction: BACKWARDS, fromRevision: END, maxCount: 2 }), () => false))).toEqual([3, 2]);
    expect(numbers(await collected(client.readStream(stream, { fromRevision: 1n, maxCount: 2 }), () => false))).toEqual([1, 2]);
    const all = await collected(client.readAll({ fromPosition: first.position!, direction: 'forwards' }), () => false);
    expect(numbers(all)).toEqual([2, 3]);
  });

  it('gets events as it sent them: bytes, text, metadata, time and place', async () => {
    const { client } = served;
    const stream = streamName('tài liệu-ế');
    const json = jsonEvent({ type: 'Đã giải ngân', data: { b: 'ế', a: [1, { c: 2.5 }] }, metadata: { z: 1 } });
    const bytes = binaryEvent({ type: 'Bytes', data: Buffer.from([0, 255, 1]), metadata: Buffer.from([9]) });
    const before = Date.now();
    await client.appendToStream(stream, [json, bytes]);
    const [one, two] = (await collected(client.readStream(stream), () => false)).map(({ event }) => event!);
    expect(one).toMatchObject({ streamId: stream, id: json.id, type: json.type, data: json.data, metadata: json.metadata, isJson: true, revision: 0n });
    expect(one!.created.getTime()).toBeGreaterThanOrEqual(before - 1);
    expect(one!.created.getTime()).toBeLessThanOrEqual(Date.now());
    expect(two).toMatchObject({ id: bytes.id, isJson: false, revision: 1n });
    expect(Buffer.from(two!.data as Uint8Array)).toEqual(Buffer.from([0, 255, 1]));
    expect(Buffer.from(two!.metadata as Uint8Array)).toEqual(Buffer.from([9]));
    expect(two!.position!.commit).toBe(one!.position!.commit + 1n);
  });

  it('is told what is wrong in its own errors', async () => {
    const { client } = served;
    await expect(collected(client.readStream(streamName()), () => false)).rejects.toThrow(StreamNotFoundError);
    const stream = streamName('ế');
    await client.appendToStream(stream, testEvents(2));
    for (const credentials of [undefined, { username: 'a', password: 'b' }]) {
      const error = await client.appendToStream(stream, testEvent(), { expectedRevision: 5n, credentials }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(WrongExpectedVersionError);
      expect(error).toMatchObject({ streamName: stream, expectedVersion: 5n, actualVersion: 1n });
    }
  });

  it('subscribes to a stream from anywhere, and to everything with a filter and checkpoints', async () => {
    const { client } = served;
    const stream = streamName();
    await client.appendToStream(stream, testEvents(10));
    const fromTwo = client.subscribeToStream(stream, { fromRevision: 2n });
    let caughtUp = 0;
    fromTwo.on('caughtUp', () => (caughtUp += 1));
    const taken = collected(fromTwo, (found) => found.length === 9);
    setTimeout(() => void client.appendToStream(stream, [testEvent(10), testEvent(11)]), 100);
    expect(numbers(await taken)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(caughtUp).toBe(1);

    const checkpoints: bigint[] = [];
    const filter = excludeSystemEvents({ checkpointInterval: 2, checkpointReached: async (_subscription, position) => void checkpoints.push(position.commit) });
    await client.appendToStream(streamName(), testEvents(384, 'Counted'));
    const all = client.subscribeToAll({ fromPosition: START, filter });
    const found = await collected(all, (events) => events.filter(({ event }) => event!.type === 'Counted').length === 384);
    expect(found.length).toBeGreaterThanOrEqual(384);
    expect(checkpoints.length).toBeGreaterThanOrEqual(6);
    expect([...checkpoints].sort((a, b) => Number(a - b))).toEqual(checkpoints);
  });
});
