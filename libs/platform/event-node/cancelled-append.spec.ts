import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as passed } from 'node:timers/promises';
import { StreamNotFoundError } from '@eventstore/db-client';
import { credentials, Metadata } from '@grpc/grpc-js';
import { appendCall } from './services/append-call';
import { makeCertificate } from './testing/certificate';
import { collected, serveNode, streamName, type ServedNode } from './testing/served-node';
import { framesOf, proposed, rawClient } from './testing/raw-client';

const folder = mkdtempSync(join(tmpdir(), 'event-node-cancelled-'));
const tls = { certificate: join(folder, 'node.crt'), key: join(folder, 'node.key') };
afterAll(() => rmSync(folder, { recursive: true }));

type Raw = ReturnType<typeof rawClient>;

/** An append that is broken off, whole or not, `after` so many milliseconds. */
async function cancelled(client: Raw, stream: string, { whole, after, metadata = new Metadata() }: { readonly whole: boolean; readonly after: number; readonly metadata?: Metadata }): Promise<void> {
  const call = client.append(metadata, () => undefined);
  for (const frame of framesOf(stream, 'any', [proposed(), proposed()])) call.write(frame);
  await passed(after);
  if (whole) call.end();
  call.cancel();
}

/** The streams of these of which anything was recorded. */
function recorded({ store }: ServedNode, streams: readonly string[]): readonly string[] {
  return streams.filter((stream) => store.stored.lastRevision(stream) !== undefined);
}

describe.each([false, true])('an append that is cancelled (its end sent too: %s)', (whole) => {
  let served: ServedNode;
  beforeAll(async () => {
    served = await serveNode();
  });
  afterAll(() => served.close());

  it('records nothing when the news of it comes with its end', async () => {
    const client = rawClient(served.node.port);
    const streams = Array.from({ length: 100 }, () => streamName());
    try {
      for (const [n, stream] of streams.entries()) await cancelled(client, stream, { whole, after: n % 5 });
      await passed(100);
      expect(recorded(served, streams)).toEqual([]);
      await expect(collected(served.client.readStream(streams[0]!), () => false)).rejects.toThrow(StreamNotFoundError);
    } finally {
      client.close();
    }
  });
});

it('an append that is cancelled while its account is looked up records nothing', async () => {
  const root = Buffer.from(await makeCertificate(tls));
  let lookedUp = (): void => undefined;
  const known = new Promise<void>((resolve) => (lookedUp = resolve));
  const served = await serveNode({ tls, authenticate: () => known.then(() => 'writes' as const) });
  const client = rawClient(served.node.port, credentials.createSsl(root));
  try {
    const stream = streamName();
    const metadata = new Metadata();
    metadata.set('authorization', `Basic ${Buffer.from('writer:password').toString('base64')}`);
    await new Promise((resolve, reject) => client.waitForReady(Date.now() + 5_000, (error) => (error ? reject(error) : resolve(undefined))));
    const call = client.append(metadata, () => undefined);
    for (const frame of framesOf(stream, 'any', [proposed()])) call.write(frame);
    call.end();
    await passed(100);
    call.cancel();
    await passed(100);
    lookedUp();
    await passed(100);
    expect(recorded(served, [stream])).toEqual([]);
  } finally {
    client.close();
    await served.close();
  }
});

/** The streams that the node's handler appends to when a call of so many milliseconds ends its side `at` one of them, and is cancelled when they are over. */
async function appendedBy(timeAllowed: number, at: number): Promise<readonly string[]> {
  const deadline = Date.now() + timeAllowed;
  const call = Object.assign(new PassThrough({ objectMode: true }), { cancelled: false, metadata: new Metadata(), getDeadline: () => deadline });
  const streams: string[] = [];
  const store = { append: async (stream: string) => ({ revision: BigInt(streams.push(stream)), position: 1n }) };
  const context = { store, rules: { checkAppend: () => undefined }, appendBytesMax: 1_000, closing: new AbortController().signal };
  const answered = new Promise((resolve) => appendCall(context as never)(call as never, resolve));
  for (const frame of framesOf('late', 'any', [proposed()])) call.write(Buffer.from(frame.serializeBinary()));
  const ending = setTimeout(() => call.end(), at);
  const over = setTimeout(() => (call.cancelled = true), timeAllowed);
  await Promise.race([answered, passed(Math.min(timeAllowed, 2_000) + 500)]);
  for (const timer of [ending, over]) clearTimeout(timer);
  return streams;
}

it('an append that ends in the last moments of its time is not recorded: it may be half of one, whose client was told that time is over', async () => {
  expect(await appendedBy(60_000, 0)).toEqual(['late']);
  expect(await appendedBy(1_000, 950)).toEqual([]);
});
