import { randomUUID } from 'node:crypto';
import { connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';
import { credentials, Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { binaryEvent, jsonEvent, MaxAppendSizeExceededError } from '@eventstore/db-client';
import { UUID } from '@eventstore/db-client/generated/shared_pb';
import { ProjectionsClient } from '@eventstore/db-client/generated/projections_grpc_pb';
import { StatisticsReq } from '@eventstore/db-client/generated/projections_pb';
import { AppendResp } from '@eventstore/db-client/generated/streams_pb';
import { batchFrame, batchOptions, framesOf, proposed, rawAppend, rawBatch, rawClient, rawRead, readAllOptions } from './testing/raw-client';
import { collected, serveNode, streamName, testEvent, type ServedNode } from './testing/served-node';

const MIB = 1_048_576;

let served: ServedNode;
let raw: ReturnType<typeof rawClient>;
beforeAll(async () => {
  served = await serveNode();
  raw = rawClient(served.node.port);
});
afterAll(async () => {
  // Whatever was done to it, it serves.
  await served.client.appendToStream(streamName(), testEvent());
  raw.close();
  await served.close();
});

describe('an append of 1 MiB', () => {
  it.each([['BatchAppend', undefined], ['Append', { username: 'a', password: 'b' }]])('%s: is taken to the byte, and not one byte more', async (_, credentials) => {
    const { client } = served;
    const stream = streamName();
    const bytes = (length: number, metadata = 0) => binaryEvent({ type: 'Large', data: Buffer.alloc(length, 7), ...(metadata ? { metadata: Buffer.alloc(metadata, 8) } : {}) });
    await client.appendToStream(stream, bytes(MIB), { credentials });
    await client.appendToStream(stream, bytes(MIB - 10, 10), { credentials });
    await client.appendToStream(stream, [bytes(MIB / 2), bytes(MIB / 2)], { credentials });
    for (const events of [[bytes(MIB + 1)], [bytes(MIB - 10, 11)], [bytes(MIB / 2), bytes(MIB / 2 + 1)]]) {
      const error = await client.appendToStream(stream, events, { credentials }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(MaxAppendSizeExceededError);
      expect((error as MaxAppendSizeExceededError).maxAppendSize).toBe(MIB);
    }
    const text = jsonEvent({ type: 'Large', data: { text: 'ế'.repeat(Math.floor((MIB - 11) / 3)) } });
    await client.appendToStream(stream, text, { credentials });
    const found = await collected(client.readStream(stream), () => false);
    expect(found.map(({ event }) => Number(event!.revision))).toEqual([0, 1, 2, 3, 4]);
    expect(found[4]!.event!.data).toEqual(text.data);
  });

  it('may come in many frames, the first of them without an event', async () => {
    const stream = streamName();
    const id = new UUID().setString(randomUUID());
    const frames = [batchFrame(id, batchOptions(stream, 'any'), [], false), ...Array.from({ length: 8 }, () => batchFrame(id, undefined, [proposed(Buffer.alloc(MIB / 8))], false)), batchFrame(id, undefined, [], true)];
    const { replies } = await rawBatch(raw, frames);
    expect(replies.map((reply) => reply.getSuccess()?.getCurrentRevision())).toEqual(['7']);
    const small = await served.client.appendToStream(streamName(), Array.from({ length: 50 }, (_, n) => testEvent(n)), { batchAppendSize: 100 });
    expect(small.nextExpectedRevision).toBe(49n);
  });
});

/** One gRPC call by hand: any bytes, any headers. */
function call(path: string, body: Buffer, headers: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve) => {
    const session = connectHttp2(`http://127.0.0.1:${served.node.port}`);
    const answer = (what: string): void => {
      resolve(what);
      session.destroy();
    };
    session.on('error', (error: Error) => answer(`session: ${error.message}`));
    const stream = session.request({ ':method': 'POST', ':path': path, 'content-type': 'application/grpc', te: 'trailers', ...headers });
    stream.setTimeout(5_000, () => answer('no answer'));
    let grpcStatus: string | undefined;
    stream.on('response', (head) => {
      grpcStatus = (head['grpc-status'] as string | undefined) ?? (head[':status'] === 200 ? undefined : `http ${head[':status']}`);
    });
    stream.on('trailers', (trailers) => (grpcStatus = trailers['grpc-status'] as string));
    stream.on('error', (error: Error) => answer(`stream: ${error.message}`));
    stream.on('close', () => answer(grpcStatus ?? `reset ${stream.rstCode}`));
    stream.resume();
    stream.end(body);
  });
}

const frame = (message: Buffer, { compressed = 0, length = message.length } = {}): Buffer => {
  const head = Buffer.alloc(5);
  head.writeUInt8(compressed, 0);
  head.writeUInt32BE(length, 1);
  return Buffer.concat([head, message]);
};

const READ = '/event_store.client.streams.Streams/Read';
const APPEND = '/event_store.client.streams.Streams/Append';
const BATCH = '/event_store.client.streams.Streams/BatchAppend';

describe('what no client should send', () => {
  const garbage = Buffer.from('ff7fdeadbeef00112233', 'hex');
  const cases: readonly [string, string, Buffer, Record<string, string>][] = [
    ['garbage to Read', READ, frame(garbage), {}],
    ['garbage to Append', APPEND, frame(garbage), {}],
    ['garbage to BatchAppend', BATCH, frame(garbage), {}],
    ['an empty message to Append', APPEND, frame(Buffer.alloc(0)), {}],
    ['an empty message to BatchAppend', BATCH, frame(Buffer.alloc(0)), {}],
    ['a field longer than its message', APPEND, frame(Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x7f])), {}],
    ['a number without an end', BATCH, frame(Buffer.alloc(20, 0xff)), {}],
    ['a frame of 4 GiB, it says', READ, frame(Buffer.alloc(10), { length: 0xffff_ffff }), {}],
    ['a frame of 20 MiB', APPEND, frame(Buffer.alloc(20 * MIB)), {}],
    ['half a frame', APPEND, frame(Buffer.alloc(10), { length: 100 }), {}],
    ['a message said to be compressed', READ, frame(garbage, { compressed: 1 }), { 'grpc-encoding': 'gzip' }],
    ['an unknown compression', READ, frame(garbage, { compressed: 1 }), { 'grpc-encoding': 'snappy' }],
    ['a deadline that is none', READ, frame(Buffer.alloc(0)), { 'grpc-timeout': 'soon' }],
    ['nothing at all', READ, Buffer.alloc(0), {}],
    ['a method that is not there', '/event_store.client.streams.Streams/Forget', frame(Buffer.alloc(0)), {}],
    ['a service that is not there', '/no.such.Service/Read', frame(Buffer.alloc(0)), {}],
    ['another content type', READ, frame(Buffer.alloc(0)), { 'content-type': 'text/plain' }],
  ];
  it.each(cases)('%s gets a status', async (_, path, body, headers) => {
    const answer = await call(path, body, headers);
    expect(answer).not.toBe('no answer');
    expect(answer).not.toBe('0');
    expect(answer).toMatch(/^\d+$|^http 4\d\d$|^reset \d+$|^stream: /);
  });

  it('gets a status for metadata larger than is taken', async () => {
    const metadata = new Metadata();
    for (let n = 0; n < 30; n++) metadata.set(`large-${n}`, 'x'.repeat(8_000));
    const { error } = await rawRead(raw, readAllOptions(), metadata);
    expect(error).toBeDefined();
    expect(await rawRead(raw, readAllOptions())).toMatchObject({ messages: expect.any(Array) as unknown });
  });

  it('bytes that are no HTTP/2 close their own connection alone', async () => {
    for (const bytes of ['GET / HTTP/1.1\r\nHost: x\r\n\r\n', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' + '\xff'.repeat(100), '\0'.repeat(1_000)]) {
      await new Promise<void>((resolve) => {
        const socket = connect(served.node.port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
        const timer = setTimeout(() => socket.destroy(), 2_000);
        socket.on('error', () => undefined).on('data', () => undefined).on('close', () => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  });

  it('a call broken off in the middle of an append records nothing', async () => {
    for (let n = 0; n < 20; n++) {
      const stream = streamName();
      const session = connectHttp2(`http://127.0.0.1:${served.node.port}`);
      session.on('error', () => undefined);
      const broken = session.request({ ':method': 'POST', ':path': APPEND, 'content-type': 'application/grpc', te: 'trailers' });
      broken.on('error', () => undefined);
      for (const each of framesOf(stream, 'any', [proposed(), proposed()])) broken.write(frame(Buffer.from(each.serializeBinary())));
      await new Promise((resolve) => setTimeout(resolve, 2 * n));
      session.destroy();
      const again = await rawAppend(raw, framesOf(stream, 'no-stream', [proposed()]));
      expect((again as AppendResp).getSuccess?.()?.getCurrentRevision()).toBe('0');
    }
  });

  it('a frame of a batch that is malformed answers its own append alone', async () => {
    const [good, bad] = [new UUID().setString(randomUUID()), new UUID().setString(randomUUID())];
    const { replies, error } = await rawBatch(raw, [
      batchFrame(bad, batchOptions(streamName(), 'any'), [proposed('{}', { type: '' })]),
      batchFrame(good, batchOptions(streamName(), 'any'), [proposed()]),
    ]);
    expect(error).toBeUndefined();
    expect(replies.map((reply) => [reply.getCorrelationId()!.getString(), reply.getError()?.getDetails()?.getTypeName() ?? 'recorded'])).toEqual([
      [bad.getString(), 'event_store.client.BadRequest'], [good.getString(), 'recorded'],
    ]);
  });

  it('services that are not there are UNIMPLEMENTED', async () => {
    const projections = new ProjectionsClient(`127.0.0.1:${served.node.port}`, credentials.createInsecure());
    const error = await new Promise<ServiceError>((resolve) => projections.statistics(new StatisticsReq()).on('error', resolve).on('data', () => undefined));
    expect(error.code).toBe(status.UNIMPLEMENTED);
    projections.close();
  });
});

it('1,000 connections, each with a subscription, get an event each', async () => {
  const clients = Array.from({ length: 1_000 }, () => rawClient(served.node.port));
  const { ReadReq } = await import('@eventstore/db-client/generated/streams_pb');
  const { Empty } = await import('@eventstore/db-client/generated/shared_pb');
  const options = readAllOptions().setAll(new ReadReq.Options.AllOptions().setEnd(new Empty())).setSubscription(new ReadReq.Options.SubscriptionOptions());
  const mark = `Marked${randomUUID()}`;
  let [confirmed, delivered] = [0, 0];
  const calls = clients.map((client) => {
    const subscription = client.read(new ReadReq().setOptions(options));
    subscription.on('error', () => undefined);
    subscription.on('data', (message) => {
      if (message.hasConfirmation()) confirmed += 1;
      if (message.getEvent()?.getEvent()?.getMetadataMap().get('type') === mark) delivered += 1;
    });
    return subscription;
  });
  const until = async (done: () => boolean): Promise<void> => {
    for (const end = Date.now() + 30_000; !done() && Date.now() < end; ) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  await until(() => confirmed === 1_000);
  await served.client.appendToStream(streamName(), testEvent(0, mark));
  await until(() => delivered === 1_000);
  expect([confirmed, delivered]).toEqual([1_000, 1_000]);
  for (const each of calls) each.cancel();
  for (const client of clients) client.close();
}, 90_000);
