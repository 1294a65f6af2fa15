import { BACKWARDS, END, FORWARDS, START, StreamDeletedError, StreamNotFoundError, eventTypeFilter, jsonEvent, streamNameFilter } from '@eventstore/db-client';
import { Empty } from '@eventstore/db-client/generated/shared_pb';
import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { identifier, rawClient, rawRead, readAllOptions } from './testing/raw-client';
import { collected, serveNode, streamName, testEvent, testEvents, type ServedNode } from './testing/served-node';

let served: ServedNode;
let raw: ReturnType<typeof rawClient>;
beforeAll(async () => {
  served = await serveNode();
  raw = rawClient(served.node.port);
});
afterAll(async () => {
  raw.close();
  await served.close();
});

const all = () => false;
const numbers = (found: readonly { event?: { data?: unknown } }[]): unknown[] => found.map(({ event }) => (event?.data as { n?: number }).n);

describe('reading a stream', () => {
  it('from anywhere, in both directions, many pages long', async () => {
    const { client } = served;
    const stream = streamName();
    await client.appendToStream(stream, testEvents(1_500));
    const every = Array.from({ length: 1_500 }, (_, n) => n);
    expect(numbers(await collected(client.readStream(stream), all))).toEqual(every);
    expect(numbers(await collected(client.readStream(stream, { direction: BACKWARDS, fromRevision: END }), all))).toEqual([...every].reverse());
    expect(numbers(await collected(client.readStream(stream, { direction: BACKWARDS, fromRevision: 700n, maxCount: 3 }), all))).toEqual([700, 699, 698]);
    expect(numbers(await collected(client.readStream(stream, { fromRevision: 1_499n }), all))).toEqual([1_499]);
    expect(numbers(await collected(client.readStream(stream, { fromRevision: 1_500n }), all))).toEqual([]);
    expect(numbers(await collected(client.readStream(stream, { fromRevision: END }), all))).toEqual([1_499]);
    expect(numbers(await collected(client.readStream(stream, { direction: BACKWARDS, fromRevision: START }), all))).toEqual([0]);
  });

  it('sees what metadata leave visible', async () => {
    const { client } = served;
    const stream = streamName();
    await client.appendToStream(stream, testEvents(10));
    await client.setStreamMetadata(stream, { maxCount: 4 });
    expect(numbers(await collected(client.readStream(stream), all))).toEqual([6, 7, 8, 9]);
    expect(numbers(await collected(client.readStream(stream, { direction: BACKWARDS, fromRevision: END }), all))).toEqual([9, 8, 7, 6]);
    await client.appendToStream(stream, testEvent(10));
    expect(numbers(await collected(client.readStream(stream, { fromRevision: 2n }), all))).toEqual([7, 8, 9, 10]);
    await client.setStreamMetadata(stream, { truncateBefore: 9 });
    expect(numbers(await collected(client.readStream(stream), all))).toEqual([9, 10]);
    await client.setStreamMetadata(stream, { maxAge: 1_000 });
    expect(await collected(client.readStream(stream), all)).toHaveLength(11);
    await client.setStreamMetadata(stream, { maxAge: 1 });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await collected(client.readStream(stream), all)).toHaveLength(0);
    expect(await client.getStreamMetadata(stream)).toMatchObject({ metadata: { maxAge: 1 } });
    // Only the metadata in force can be read; everything can still be read in the order of everything.
    expect(await collected(client.readStream(`$$${stream}`), all)).toHaveLength(1);
    const everything = await collected(client.readAll(), all);
    expect(everything.filter(({ event }) => event!.streamId === stream)).toHaveLength(11);
    expect(everything.filter(({ event }) => event!.streamId === `$$${stream}`)).toHaveLength(4);
  });

  it('that is deleted, softly or for good', async () => {
    const { client } = served;
    const stream = streamName('xóa');
    await client.appendToStream(stream, testEvents(3));
    await client.deleteStream(stream, { expectedRevision: 2n });
    await expect(collected(client.readStream(stream), all)).rejects.toThrow(StreamNotFoundError);
    await client.appendToStream(stream, testEvent(3));
    expect(numbers(await collected(client.readStream(stream), all))).toEqual([3]);
    expect((await collected(client.readStream(stream), all))[0]!.event!.revision).toBe(3n);
    await client.tombstoneStream(stream, { expectedRevision: 3n });
    await expect(collected(client.readStream(stream), all)).rejects.toThrow(StreamDeletedError);
    const last = (await collected(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 }), all))[0]!.event!;
    expect(last).toMatchObject({ streamId: stream, type: '$streamDeleted', revision: 2n ** 63n - 1n });
    // A name of other letters travels percent-encoded in an error's trailers.
    const wrong = await client.deleteStream(streamName('xóa'), { expectedRevision: 4n }).catch((error: unknown) => error);
    expect(decodeURIComponent((wrong as { streamName: string }).streamName)).toMatch(/^xóa-/);
  });
});

describe('reading everything', () => {
  it('is inclusive forwards and exclusive backwards', async () => {
    const { client } = served;
    const stream = streamName();
    const { position } = await client.appendToStream(stream, testEvents(3));
    const here = position!;
    expect(numbers(await collected(client.readAll({ fromPosition: here, direction: FORWARDS }), all))).toEqual([2]);
    expect(numbers(await collected(client.readAll({ fromPosition: here, direction: BACKWARDS, maxCount: 2 }), all))).toEqual([1, 0]);
    expect(await collected(client.readAll({ fromPosition: END, direction: FORWARDS }), all)).toEqual([]);
    expect(await collected(client.readAll({ fromPosition: START, direction: BACKWARDS }), all)).toEqual([]);
  });
});

describe('virtual streams', () => {
  it('hold a link to every event of a category or a type, in order, with their own dense revisions', async () => {
    const { client } = served;
    const type = `Linked-${streamName()}`;
    const category = `books${Math.floor(Math.random() * 1e9)}`;
    await expect(collected(client.readStream(`$ce-${category}`), all)).rejects.toThrow(StreamNotFoundError);
    for (let n = 0; n < 6; n++) await client.appendToStream(`${category}-${n % 2}-x`, jsonEvent({ type: n % 3 ? 'Other' : type, data: { n } }));
    await client.appendToStream(`${category}x-1`, testEvent(99));
    const links = await collected(client.readStream(`$ce-${category}`), all);
    expect(links.map(({ event }) => [event!.type, Number(event!.revision), Buffer.from(event!.data as Uint8Array).toString()])).toEqual(
      [0, 1, 2, 3, 4, 5].map((n) => ['$>', n, `${Math.floor(n / 2)}@${category}-${n % 2}-x`]));
    const resolved = await collected(client.readStream(`$ce-${category}`, { resolveLinkTos: true, direction: BACKWARDS, fromRevision: END }), all);
    expect(numbers(resolved)).toEqual([5, 4, 3, 2, 1, 0]);
    expect(resolved[0]).toMatchObject({ link: { streamId: `$ce-${category}`, revision: 5n }, event: { streamId: `${category}-1-x`, revision: 2n } });
    expect(numbers(await collected(client.readStream(`$et-${type}`, { resolveLinkTos: true }), all))).toEqual([0, 3]);
    const ids = links.map(({ event }) => event!.id);
    expect(new Set(ids).size).toBe(6);
    expect((await collected(client.readStream(`$ce-${category}`), all)).map(({ event }) => event!.id)).toEqual(ids);
    const everything = await collected(client.readAll(), all);
    expect(everything.filter(({ event }) => event!.streamId.startsWith('$ce-') || event!.streamId.startsWith('$et-'))).toEqual([]);
  });

  it('can be subscribed to, resolved, and grow', async () => {
    const { client } = served;
    const category = `grown${Math.floor(Math.random() * 1e9)}`;
    await client.appendToStream(`${category}-1`, testEvents(3));
    const taken = collected(client.subscribeToStream(`$ce-${category}`, { fromRevision: 0n, resolveLinkTos: true }), (found) => found.length === 4);
    setTimeout(() => void client.appendToStream(`${category}-2`, [testEvent(10), testEvent(11)]), 100);
    expect(numbers(await taken)).toEqual([1, 2, 10, 11]);
  });

  it('links that were really written are resolved too, and lead nowhere when their target is gone', async () => {
    const { client } = served;
    const [target, list] = [streamName(), streamName()];
    await client.appendToStream(target, testEvents(2));
    const link = (to: string) => ({ ...jsonEvent({ type: '$>', data: {} }), contentType: 'application/octet-stream', data: Buffer.from(to) }) as never;
    await client.appendToStream(list, [link(`1@${target}`), link(`7@${target}`), link('nonsense')]);
    const found = await collected(client.readStream(list, { resolveLinkTos: true }), all);
    expect(found.map(({ event, link: by }) => [(event?.data as { n?: number })?.n, Number(by?.revision)])).toEqual([[1, 0], [undefined, 1], [undefined, 2]]);
  });
});

describe('subscribing', () => {
  it('to everything by name or type, by prefix or expression, live', async () => {
    const { client } = served;
    const mark = `m${Math.floor(Math.random() * 1e9)}`;
    const filters = [
      streamNameFilter({ prefixes: [`${mark}a`, `${mark}b`] }), streamNameFilter({ regex: `^${mark}[ab]` }),
      eventTypeFilter({ prefixes: [`${mark}T`] }), eventTypeFilter({ regex: `${mark}T$` }),
    ];
    const taken = filters.map((filter) => collected(client.subscribeToAll({ fromPosition: START, filter }), (found) => found.length === 4));
    for (const name of ['a', 'b', 'c', 'a', 'c', 'b']) await client.appendToStream(`${mark}${name}-1`, jsonEvent({ type: name === 'c' ? 'Other' : `${mark}T`, data: { n: 1 } }));
    for (const found of await Promise.all(taken)) expect(found.map(({ event }) => event!.streamId)).toEqual(['a', 'b', 'a', 'b'].map((name) => `${mark}${name}-1`));
  });

  it('after a position, at the end, and to a stream that does not exist yet', async () => {
    const { client } = served;
    const { position } = await client.appendToStream(streamName(), testEvents(3));
    const stream = streamName();
    const taken = [
      collected(client.subscribeToAll({ fromPosition: position! }), (found) => found.length === 2),
      collected(client.subscribeToAll({ fromPosition: END }), (found) => found.length === 2),
      collected(client.subscribeToStream(stream), (found) => found.length === 2),
      collected(client.subscribeToStream(stream, { fromRevision: END }), (found) => found.length === 2),
    ];
    await new Promise((resolve) => setTimeout(resolve, 300));
    await client.appendToStream(stream, testEvents(2));
    for (const found of await Promise.all(taken)) expect(numbers(found)).toEqual([0, 1]);
  });

  it('ends with the tombstone of its stream', async () => {
    const { client } = served;
    const stream = streamName();
    await client.appendToStream(stream, testEvents(2));
    const types: string[] = [];
    const subscription = client.subscribeToStream(stream);
    const ended = new Promise((resolve) => subscription.on('error', resolve));
    subscription.on('data', ({ event }) => types.push(event!.type));
    await new Promise((resolve) => subscription.on('caughtUp', () => resolve(undefined)));
    await client.tombstoneStream(stream);
    expect(await ended).toBeInstanceOf(StreamDeletedError);
    expect(types).toEqual(['Tested', 'Tested', '$streamDeleted']);
  });
});

describe('requests no official client sends', () => {
  const Options = ReadReq.Options;
  const subscription = () => new Options.SubscriptionOptions();
  const filter = () => new Options.FilterOptions().setEventType(new Options.FilterOptions.Expression().setRegex('a')).setCheckpointintervalmultiplier(1).setMax(10);
  const ofStream = (options: ReadReq.Options) => options.clearAll() as never ?? options.setStream(new Options.StreamOptions().setStreamIdentifier(identifier('free-1')).setStart(new Empty()));
  it.each<[string, () => ReadReq.Options | undefined]>([
    ['no options', () => undefined],
    ['neither stream nor all', () => { const options = readAllOptions(); options.clearAll(); return options; }],
    ['no count', () => { const options = readAllOptions(); options.clearCount(); return options; }],
    ['no form of ids', () => { const options = readAllOptions(); options.clearUuidOption(); return options; }],
    ['a subscription backwards', () => readAllOptions().setSubscription(subscription()).setReadDirection(Options.ReadDirection.BACKWARDS)],
    ['a filter on a stream', () => { const options = readAllOptions().setFilter(filter()); ofStream(options); return options; }],
    ['a filter of nothing', () => readAllOptions().setFilter(new Options.FilterOptions().setCheckpointintervalmultiplier(1).setMax(1))],
    ['no expression', () => readAllOptions().setFilter(filter().setEventType(new Options.FilterOptions.Expression().setRegex('(')))],
    ['a checkpoint interval of 0', () => readAllOptions().setFilter(filter().setCheckpointintervalmultiplier(0))],
    ['an expression that could take for ever', () => readAllOptions().setFilter(filter().setEventType(new Options.FilterOptions.Expression().setRegex('^(a|\\1)+$')))],
    ['an expression that is too large', () => readAllOptions().setFilter(filter().setEventType(new Options.FilterOptions.Expression().setRegex('(a{99}){99}')))],
    ['a stream without a name', () => { const options = readAllOptions(); options.clearAll(); return options.setStream(new Options.StreamOptions().setStart(new Empty())); }],
    ['a stream without a revision', () => { const options = readAllOptions(); options.clearAll(); return options.setStream(new Options.StreamOptions().setStreamIdentifier(identifier('x'))); }],
    ['a name that is not UTF-8', () => { const options = readAllOptions(); options.clearAll(); const name = identifier('x'); name.setStreamName(Uint8Array.of(0xff)); return options.setStream(new Options.StreamOptions().setStreamIdentifier(name).setStart(new Empty())); }],
    ['a position prepared after it is committed', () => readAllOptions().setAll(new Options.AllOptions().setPosition(new Options.Position().setCommitPosition('1').setPreparePosition('2')))],
  ])('%s: INVALID_ARGUMENT', async (_, options) => {
    const { error, messages } = await rawRead(raw, options());
    expect(messages).toEqual([]);
    expect(error).toMatchObject({ code: 3 });
  });

  it('ids in halves, as some clients want them; a filtered read; counts and positions beyond all numbers', async () => {
    const { client } = served;
    const event = testEvent();
    const { position } = await client.appendToStream(streamName(), event);
    const from = new Options.AllOptions().setPosition(new Options.Position().setCommitPosition(String(position!.commit)).setPreparePosition(String(position!.commit)));
    const halves = await rawRead(raw, readAllOptions().setAll(from).setUuidOption(new Options.UUIDOption().setStructured(new Empty())));
    const structured = halves.messages[0]!.getEvent()!.getEvent()!.getId()!.getStructured()!;
    const hex = [structured.getMostSignificantBits(), structured.getLeastSignificantBits()].map((half) => BigInt.asUintN(64, BigInt(half)).toString(16).padStart(16, '0')).join('');
    expect(hex).toBe(event.id!.replaceAll('-', ''));
    const filtered = await rawRead(raw, readAllOptions().setAll(from).setFilter(filter()).setCount('18446744073709551615'));
    expect(filtered).toEqual({ messages: [] });
    const far = new Options.AllOptions().setPosition(new Options.Position().setCommitPosition('18446744073709551615').setPreparePosition('18446744073709551615'));
    expect((await rawRead(raw, readAllOptions().setAll(far).setReadDirection(Options.ReadDirection.BACKWARDS))).messages.length).toBe(10);
    expect(await rawRead(raw, readAllOptions().setAll(far))).toEqual({ messages: [] });
  });
});
