import { once } from 'node:events';
import { credentials, Server, ServerCredentials, type ServerInterceptor, type ServerWritableStream } from '@grpc/grpc-js';
import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { Outgoing } from './outgoing';
import { noteSendingSides } from './sending-side';
import { streamsDefinition } from './services/streams';
import { caughtUpMessage, checkpointMessage } from './wire/read-messages';

const MESSAGES = 50;
const unused = (): never => {
  throw new Error('nobody calls this');
};

/** A server whose reads answer many messages in one go; `waiting`: how many of them the handler's own stream held back. */
async function answered(interceptors: readonly ServerInterceptor[]): Promise<{ readonly positions: readonly string[]; readonly waiting: number }> {
  const server = new Server({ interceptors: [...interceptors] });
  let waiting = 0;
  const read = (call: ServerWritableStream<never, Buffer>): void => {
    const out = new Outgoing(call, new AbortController().signal);
    for (let n = 1; n <= MESSAGES; n += 1) void out.write(checkpointMessage(BigInt(n)));
    waiting = call.writableLength;
    void out.write(caughtUpMessage());
    call.end();
  };
  server.addService(streamsDefinition, { read: read as never, append: unused, batchAppend: unused, delete: unused, tombstone: unused });
  const port = await new Promise<number>((resolve, reject) => server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound))));
  const client = new StreamsClient(`127.0.0.1:${port}`, credentials.createInsecure());
  try {
    const positions: string[] = [];
    const call = client.read(new ReadReq());
    call.on('data', (message: ReadResp) => positions.push(message.getCheckpoint()?.getCommitPosition() ?? 'caught up'));
    await once(call, 'end');
    return { positions, waiting };
  } finally {
    client.close();
    server.forceShutdown();
  }
}

const inOrder = [...Array.from({ length: MESSAGES }, (_, n) => String(n + 1)), 'caught up'];

// Should an upgrade of gRPC hand on other metadata than it was given, this fails, while the node goes on at half the speed.
it('messages written in one go wait for none of the others', async () => {
  expect(await answered([noteSendingSides])).toEqual({ positions: inOrder, waiting: 0 });
});

it('a server that does not know the sending side sends the same, one message after the other', async () => {
  const { positions, waiting } = await answered([]);
  expect(positions).toEqual(inOrder);
  expect(waiting).toBeGreaterThan(0);
});
