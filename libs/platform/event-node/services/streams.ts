/** The service `event_store.client.streams.Streams`. */
import type { ServerDuplexStream, ServerWritableStream, ServiceDefinition, UntypedServiceImplementation } from '@grpc/grpc-js';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { answering, streaming, type NodeContext } from '../call-context';
import { Outgoing } from '../outgoing';
import { readPlan } from '../read-plan';
import { appendCall } from './append-call';
import { batchAppendCall } from './batch-append-call';
import { deleteStream, tombstoneStream } from './ending';
import { readOnce } from './reading';
import { subscribe } from './subscribing';

/** Bytes pass as they are: hot messages are read and written by hand. */
const asBytes = (bytes: Buffer): Buffer => bytes;

/** The generated definition, with bytes in place of classes where many messages pass. */
export const streamsDefinition: ServiceDefinition = {
  ...StreamsService,
  read: { ...StreamsService.read, responseSerialize: asBytes },
  append: { ...StreamsService.append, requestDeserialize: asBytes },
  batchAppend: { ...StreamsService.batchAppend, requestDeserialize: asBytes, responseSerialize: asBytes },
} as ServiceDefinition;

export function streamsHandlers(context: NodeContext): UntypedServiceImplementation {
  return {
    read: streaming<ServerWritableStream<never, Buffer>>(context, (call, signal) => {
      const plan = readPlan(call.request as ReadReq);
      const out = new Outgoing(call, signal);
      const { count } = plan;
      return count === undefined ? subscribe(context.store, plan, out, signal) : readOnce(context.store, { ...plan, count }, out, signal);
    }) as never,
    append: appendCall(context) as never,
    batchAppend: streaming<ServerDuplexStream<never, Buffer>>(context, (call, signal, caller) => batchAppendCall(context, call as never, signal, caller)) as never,
    delete: answering(context, (request: never) => deleteStream(context, request)) as never,
    tombstone: answering(context, (request: never) => tombstoneStream(context, request)) as never,
  };
}
