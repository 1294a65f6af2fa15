import { randomUUID } from 'node:crypto';
import { ANY, NO_STREAM, STREAM_EXISTS, StreamDeletedError, WrongExpectedVersionError, type AppendExpectedRevision } from '@eventstore/db-client';
import { UUID } from '@eventstore/db-client/generated/shared_pb';
import { AppendResp } from '@eventstore/db-client/generated/streams_pb';
import type { ServiceError } from '@grpc/grpc-js';
import { batchFrame, batchOptions, framesOf, proposed, rawAppend, rawBatch, rawClient, type Expected } from './testing/raw-client';
import { serveNode, streamName, testEvent, testEvents, type ServedNode } from './testing/served-node';

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

/** The last revision after a success, the last revision found instead, or that the stream is deleted. */
type Outcome = { readonly ok: number } | { readonly wrong: number | 'none' } | 'deleted';

const STATES: Readonly<Record<string, (stream: string) => Promise<unknown>>> = {
  absent: async () => undefined,
  live: (stream) => served.client.appendToStream(stream, testEvents(3)),
  'soft-deleted': async (stream) => {
    await served.client.appendToStream(stream, testEvents(3));
    await served.client.deleteStream(stream);
  },
  tombstoned: async (stream) => {
    await served.client.appendToStream(stream, testEvents(3));
    await served.client.tombstoneStream(stream);
  },
  'with metadata alone': (stream) => served.client.setStreamMetadata(stream, { maxCount: 10 }),
  emptied: async (stream) => {
    await served.client.appendToStream(stream, testEvents(3));
    await served.client.setStreamMetadata(stream, { truncateBefore: 3 });
  },
};

const OUTCOMES: readonly [keyof typeof STATES, Readonly<Record<string, Outcome>>][] = [
  ['absent', { any: { ok: 0 }, 'no-stream': { ok: 0 }, 'stream-exists': { wrong: 'none' }, '0': { wrong: 'none' }, '9': { wrong: 'none' } }],
  ['live', { any: { ok: 3 }, 'no-stream': { wrong: 2 }, 'stream-exists': { ok: 3 }, '2': { ok: 3 }, '0': { wrong: 2 }, '9': { wrong: 2 } }],
  ['soft-deleted', { any: { ok: 3 }, 'no-stream': { ok: 3 }, 'stream-exists': 'deleted', '2': { ok: 3 }, '0': { wrong: 2 }, '9': { wrong: 2 } }],
  ['tombstoned', { any: 'deleted', 'no-stream': 'deleted', 'stream-exists': 'deleted', '2': 'deleted', '9': 'deleted' }],
  ['with metadata alone', { any: { ok: 0 }, 'no-stream': { ok: 0 }, 'stream-exists': { ok: 0 }, '0': { wrong: 'none' } }],
  ['emptied', { any: { ok: 3 }, 'no-stream': { wrong: 2 }, 'stream-exists': { ok: 3 }, '2': { ok: 3 }, '1': { wrong: 2 }, '9': { wrong: 2 } }],
];

const expectedOf = (name: string): Expected => (/^\d+$/.test(name) ? BigInt(name) : (name as Expected));
const CLIENT_WORDS = { any: ANY, 'no-stream': NO_STREAM, 'stream-exists': STREAM_EXISTS } as const;

async function byClient(stream: string, expected: Expected, plain: boolean): Promise<Outcome> {
  const expectedRevision: AppendExpectedRevision = typeof expected === 'bigint' ? expected : CLIENT_WORDS[expected];
  // With credentials the client sends an append of its own instead of a batch.
  const credentials = plain ? { username: 'anybody', password: 'anything' } : undefined;
  try {
    const { nextExpectedRevision } = await served.client.appendToStream(stream, testEvent(), { expectedRevision, credentials });
    return { ok: Number(nextExpectedRevision) };
  } catch (error) {
    if (error instanceof StreamDeletedError) return 'deleted';
    if (!(error instanceof WrongExpectedVersionError)) throw error;
    expect(error.streamName).toBe(stream);
    return { wrong: error.actualVersion === 'no_stream' ? 'none' : Number(error.actualVersion) };
  }
}

async function byRawAppend(stream: string, expected: Expected): Promise<Outcome> {
  const answer = await rawAppend(raw, framesOf(stream, expected, [proposed()]));
  if (!(answer instanceof AppendResp)) {
    expect(answer.metadata.getMap()).toMatchObject({ exception: 'stream-deleted' });
    return 'deleted';
  }
  const wrong = answer.getWrongExpectedVersion();
  if (wrong) return { wrong: wrong.hasCurrentNoStream() ? 'none' : Number(wrong.getCurrentRevision()) };
  const { commitPosition } = answer.getSuccess()!.getPosition()!.toObject();
  expect(BigInt(commitPosition)).toBeGreaterThan(0n);
  return { ok: Number(answer.getSuccess()!.getCurrentRevision()) };
}

async function byRawBatch(stream: string, expected: Expected): Promise<Outcome> {
  const correlation = new UUID().setStructured(new UUID.Structured().setMostSignificantBits('-1').setLeastSignificantBits('77'));
  const { replies: [reply], error } = await rawBatch(raw, [batchFrame(correlation, batchOptions(stream, expected), [proposed()])]);
  expect(error).toBeUndefined();
  // Echoed as it came, whatever its form.
  expect(reply!.getCorrelationId()!.toObject()).toEqual(correlation.toObject());
  const success = reply!.getSuccess();
  if (success) return { ok: Number(success.getCurrentRevision()) };
  const details = reply!.getError()!.getDetails()!;
  expect(Buffer.from(reply!.getStreamIdentifier()!.getStreamName_asU8()).toString()).toBe(stream);
  if (details.getTypeName() === 'event_store.client.StreamDeleted') return 'deleted';
  expect(details.getTypeName()).toBe('event_store.client.WrongExpectedVersion');
  const { WrongExpectedVersion } = await import('@eventstore/db-client/generated/shared_pb');
  const wrong = WrongExpectedVersion.deserializeBinary(details.getValue_asU8());
  return { wrong: wrong.hasCurrentNoStream() ? 'none' : Number(wrong.getCurrentStreamRevision()) };
}

const WAYS: Readonly<Record<string, (stream: string, expected: Expected) => Promise<Outcome>>> = {
  'BatchAppend by the client': (stream, expected) => byClient(stream, expected, false),
  'Append by the client': (stream, expected) => byClient(stream, expected, true),
  'raw Append': byRawAppend,
  'raw BatchAppend': byRawBatch,
};

describe.each(OUTCOMES)('a stream that is %s', (state, outcomes) => {
  for (const [way, append] of Object.entries(WAYS)) {
    it.each(Object.entries(outcomes))(`${way}, expected %s: %j`, async (expected, outcome) => {
      const stream = streamName('sổ tay');
      await STATES[state]!(stream);
      expect(await append(stream, expectedOf(expected))).toEqual(outcome);
    });
  }
});

describe('the same append again', () => {
  it.each([['BatchAppend', undefined], ['Append', { username: 'a', password: 'b' }]])('%s: gives the first receipt, or a conflict', async (_, credentials) => {
    const { client } = served;
    const stream = streamName();
    const [a, b, c, d] = testEvents(4);
    const first = await client.appendToStream(stream, [a!, b!], { expectedRevision: NO_STREAM, credentials });
    await client.appendToStream(stream, c!, { expectedRevision: 1n, credentials });
    expect(await client.appendToStream(stream, [a!, b!], { expectedRevision: NO_STREAM, credentials })).toEqual(first);
    expect(await client.appendToStream(stream, [a!, b!], { expectedRevision: ANY, credentials })).toEqual(first);
    const prefix = await client.appendToStream(stream, a!, { expectedRevision: NO_STREAM, credentials });
    expect(prefix).toMatchObject({ nextExpectedRevision: 0n, position: { commit: first.position!.commit - 1n } });
    for (const conflict of [[a!, b!, d!], [b!, a!], [a!, c!]]) {
      await expect(client.appendToStream(stream, conflict, { expectedRevision: NO_STREAM, credentials })).rejects.toThrow(WrongExpectedVersionError);
    }
    await expect(client.appendToStream(stream, [a!, d!], { expectedRevision: ANY, credentials })).rejects.toThrow(WrongExpectedVersionError);
    expect(await client.appendToStream(streamName(), a!, { expectedRevision: NO_STREAM, credentials })).toMatchObject({ nextExpectedRevision: 0n });
  });
});

describe('many appends on one call', () => {
  it('are each answered once, conflicts among them, however their frames are mixed', async () => {
    const stream = streamName();
    const correlations = Array.from({ length: 40 }, () => new UUID().setString(randomUUID()));
    const opening = correlations.map((id, n) => batchFrame(id, batchOptions(n % 4 === 3 ? stream : `${stream}-${n}`, n % 4 === 3 ? 5_000n : 'no-stream'), [], false));
    const middle = correlations.map((id, n) => batchFrame(id, undefined, [proposed(`{"n":${n}}`)], false));
    const final = correlations.map((id) => batchFrame(id, undefined, [proposed()], true));
    const unknown = batchFrame(new UUID().setString(randomUUID()), undefined, [proposed()], true);
    const { replies, error } = await rawBatch(raw, [...opening, ...middle, unknown, ...final.reverse()]);
    expect(error).toBeUndefined();
    expect(replies.map((reply) => reply.getCorrelationId()!.getString()).sort()).toEqual(correlations.map((id) => id.getString()).sort());
    expect(replies.filter((reply) => reply.hasError())).toHaveLength(10);
    expect(replies.filter((reply) => reply.getSuccess()?.getCurrentRevision() === '1')).toHaveLength(30);
  });

  it('time out once when their time is over, before or between their frames', async () => {
    const { Timestamp } = await import('google-protobuf/google/protobuf/timestamp_pb');
    const late = new UUID().setString(randomUUID());
    const slow = new UUID().setString(randomUUID());
    const options = (inMs: number) => batchOptions(streamName(), 'any').setDeadline(Timestamp.fromDate(new Date(Date.now() + inMs)));
    const call = raw.batchAppend();
    const replies: string[] = [];
    call.on('data', (reply) => replies.push(`${reply.getCorrelationId()!.getString()} ${reply.getError()?.getDetails()?.getTypeName()}`));
    call.write(batchFrame(late, options(-1), [proposed()]));
    call.write(batchFrame(slow, options(100), [proposed()], false));
    await new Promise((resolve) => setTimeout(resolve, 300));
    call.write(batchFrame(slow, undefined, [proposed()], true));
    const ended = new Promise((resolve) => call.on('end', resolve));
    call.end();
    await ended;
    expect(replies).toEqual([`${late.getString()} event_store.client.Timeout`, `${slow.getString()} event_store.client.Timeout`]);
  });
});

describe('errors of Append', () => {
  const failure = (answer: AppendResp | ServiceError) => (answer instanceof AppendResp ? 'taken' : [answer.code, answer.metadata.getMap()['exception'] ?? answer.details]);

  it.each([
    ['no frames', () => [], 'an append without options'],
    ['an event before the options', () => framesOf('free-1', 'any', [proposed()]).reverse(), 'an event before the options'],
    ['options twice', () => [...framesOf('free-1', 'any', []), ...framesOf('free-1', 'any', [])], 'a second frame with options'],
    ['no event', () => framesOf('free-1', 'any', []), 'an append without events'],
    ['no type', () => framesOf('free-1', 'any', [proposed('{}', { type: '' })]), 'missing-required-metadata-property'],
    ['no content type', () => framesOf('free-1', 'any', [proposed('{}', { contentType: '' })]), 'missing-required-metadata-property'],
    ['an id that is none', () => framesOf('free-1', 'any', [proposed('{}', { id: 'one' as never })]), 'an event without a UUID'],
    ['no stream name', () => framesOf('', 'any', [proposed()]), 'a stream name is missing or is not UTF-8'],
    ['control characters in the name', () => framesOf('free\u0000', 'any', [proposed()]), 'a stream name holds control characters'],
    ['a name too long', () => framesOf('x'.repeat(600), 'any', [proposed()]), 'a stream name has 600 characters: at most 512 are taken'],
  ])('%s', async (_, frames, says) => {
    expect(failure(await rawAppend(raw, frames()))).toEqual([3, says]);
  });
});
