import { AccessDeniedError, binaryEvent, jsonEvent, type EventData } from '@eventstore/db-client';
import { collected, serveNode, streamName, testEvent, testEvents, type ServedNode } from './testing/served-node';

const own = (): string => streamName('own.book');
const canonical = (n = 1): EventData => jsonEvent({ type: 'Written', data: { n }, metadata: { by: 'test' } });
const fate = (promise: Promise<unknown>): Promise<string> =>
  promise.then(() => 'taken', (error: unknown) => (error instanceof AccessDeniedError ? 'denied' : `refused: ${(error as Error).message}`));

describe.each(['outlet', 'store'] as const)('a node in the role %s', (role) => {
  let served: ServedNode;
  beforeAll(async () => {
    served = await serveNode({ role });
  });
  afterAll(() => served.close());

  const written = role === 'store' ? 'taken' : 'denied';

  it(`the ledger's own streams: ${written}, by either kind of append`, async () => {
    const { client } = served;
    expect(await fate(client.appendToStream(own(), canonical()))).toBe(written);
    expect(await fate(client.appendToStream(own(), canonical(), { credentials: { username: 'a', password: 'b' } }))).toBe(written);
    expect(await fate(client.setStreamMetadata(own(), { color: 'blue' } as never))).toBe(written);
  });

  it('refuses what would make the ledger forget', async () => {
    const { client } = served;
    const stream = own();
    await served.store.append(stream, [{ id: canonical().id, type: 'Written', data: {}, metadata: {} }], 'no-stream');
    expect(await fate(client.deleteStream(stream))).toBe('denied');
    expect(await fate(client.tombstoneStream(stream))).toBe('denied');
    expect(await fate(client.tombstoneStream(own()))).toBe('denied');
    for (const metadata of [{ maxAge: 1 }, { maxCount: 1 }, { truncateBefore: 1 }, { maxCount: 5, color: 'blue' }]) {
      expect(await fate(client.setStreamMetadata(stream, metadata as never))).toBe('denied');
    }
    expect(await fate(client.deleteStream(`$$${stream}`))).toBe('denied');
    expect(await collected(client.readStream(stream), () => false)).toHaveLength(1);
  });

  it('leaves other streams to whoever wants them, whatever they hold', async () => {
    const { client } = served;
    const stream = streamName('owner');
    expect(await fate(client.appendToStream(stream, [testEvent(), binaryEvent({ type: 'Bytes', data: Buffer.from([1]) })]))).toBe('taken');
    expect(await fate(client.setStreamMetadata(stream, { maxCount: 1 }))).toBe('taken');
    expect(await collected(client.readStream(stream), () => false)).toHaveLength(1);
    expect(await fate(client.deleteStream(stream))).toBe('taken');
    expect(await fate(client.tombstoneStream(stream))).toBe('taken');
  });

  it('keeps what is made from other streams, and what persistent subscriptions keep, from being written', async () => {
    const { client } = served;
    for (const stream of ['$ce-own.book', '$et-Tested', '$$$ce-own.book', '$$$$own.book-1', '$persistentsubscription-x::y-parked', '$all']) {
      expect(await fate(client.appendToStream(stream, testEvent()))).toBe('denied');
    }
    expect(await fate(client.deleteStream('$ce-own.book'))).toBe('denied');
  });
});

describe('the sole store of another ledger', () => {
  let served: ServedNode;
  beforeAll(async () => {
    served = await serveNode({ role: 'store' });
  });
  afterAll(() => served.close());

  const notCanonical: readonly [string, () => EventData][] = [
    ['bytes', () => binaryEvent({ type: 'Written', data: Buffer.from('{"a":1}'), metadata: Buffer.from('{}') })],
    ['keys out of order', () => jsonEvent({ type: 'Written', data: { b: 1, a: 2 }, metadata: {} })],
    ['keys the ledger has not', () => jsonEvent({ type: 'Written', data: { 'a-b': 1 }, metadata: {} })],
    ['a list', () => jsonEvent({ type: 'Written', data: [1] as never, metadata: {} })],
    ['text that is not NFC', () => jsonEvent({ type: 'Written', data: { a: 'Lào'.normalize('NFD') }, metadata: {} })],
    ['numbers in another form', () => ({ ...jsonEvent({ type: 'Written', data: {}, metadata: {} }), data: 1e21 as never })],
    ['no metadata', () => jsonEvent({ type: 'Written', data: { a: 1 } })],
  ];
  it.each(notCanonical)('takes no %s for an event of the ledger', async (_, event) => {
    expect(await fate(served.client.appendToStream(own(), [canonical(), event()]))).toMatch(/^refused/);
    const plain = await fate(served.client.appendToStream(own(), event(), { credentials: { username: 'a', password: 'b' } }));
    expect(plain).toMatch(/must be objects in canonical JSON \(RFC 8785\)/);
  });

  it('gives the port, and whoever hashes, exactly what was sent', async () => {
    const { client, store } = served;
    const [stream, free] = [own(), streamName()];
    await client.appendToStream(free, testEvents(3));
    await client.appendToStream(stream, [canonical(1), canonical(2)]);
    const found = [];
    for await (const batch of store.readAll({ filter: { streamPrefixes: ['own.'] } })) found.push(...batch.filter((event) => event.stream === stream));
    expect(found).toMatchObject([{ type: 'Written', data: { n: 1 }, metadata: { by: 'test' }, revision: 0n }, { data: { n: 2 } }]);
    const raw = store.readRaw(found[0]!.position - 1n, 1);
    expect(raw).toMatchObject([{ stream, data: Buffer.from('{"n":1}'), metadata: Buffer.from('{"by":"test"}') }]);
  });
});
