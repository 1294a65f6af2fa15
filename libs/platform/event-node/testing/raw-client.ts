/** Requests as no official client sends them, over the generated service definitions. */
import { randomUUID } from 'node:crypto';
import { credentials, Metadata, type ChannelCredentials, type ServiceError } from '@grpc/grpc-js';
import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { AppendReq, AppendResp, BatchAppendReq, BatchAppendResp, ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { Empty as GoogleEmpty } from 'google-protobuf/google/protobuf/empty_pb';

export type Expected = bigint | 'any' | 'no-stream' | 'stream-exists';

export const rawClient = (port: number, channel: ChannelCredentials = credentials.createInsecure()): StreamsClient =>
  new StreamsClient(`127.0.0.1:${port}`, channel, { 'grpc.use_local_subchannel_pool': 1 });

export const identifier = (stream: string): StreamIdentifier => new StreamIdentifier().setStreamName(Buffer.from(stream));

export function appendOptions(stream: string, expected: Expected): AppendReq.Options {
  const options = new AppendReq.Options().setStreamIdentifier(identifier(stream));
  if (expected === 'any') return options.setAny(new Empty());
  if (expected === 'no-stream') return options.setNoStream(new Empty());
  if (expected === 'stream-exists') return options.setStreamExists(new Empty());
  return options.setRevision(String(expected));
}

export function proposed(data: Uint8Array | string = '{}', { id = randomUUID(), type = 'Raw', contentType = 'application/json', metadata = new Uint8Array() as Uint8Array } = {}): AppendReq.ProposedMessage {
  const message = new AppendReq.ProposedMessage().setId(new UUID().setString(id)).setData(Buffer.from(data)).setCustomMetadata(metadata);
  if (type) message.getMetadataMap().set('type', type);
  if (contentType) message.getMetadataMap().set('content-type', contentType);
  return message;
}

/** `Append`, frame by frame as given. */
export function rawAppend(client: StreamsClient, frames: readonly AppendReq[]): Promise<AppendResp | ServiceError> {
  return new Promise((resolve) => {
    const call = client.append((error, response) => resolve(error ?? response!));
    for (const frame of frames) call.write(frame);
    call.end();
  });
}

export const framesOf = (stream: string, expected: Expected, messages: readonly AppendReq.ProposedMessage[]): AppendReq[] => [
  new AppendReq().setOptions(appendOptions(stream, expected)),
  ...messages.map((message) => new AppendReq().setProposedMessage(message)),
];

export function batchOptions(stream: string, expected: Expected): BatchAppendReq.Options {
  const options = new BatchAppendReq.Options().setStreamIdentifier(identifier(stream));
  if (expected === 'any') return options.setAny(new GoogleEmpty());
  if (expected === 'no-stream') return options.setNoStream(new GoogleEmpty());
  if (expected === 'stream-exists') return options.setStreamExists(new GoogleEmpty());
  return options.setStreamPosition(String(expected));
}

export function batchFrame(correlation: UUID, options: BatchAppendReq.Options | undefined, messages: readonly AppendReq.ProposedMessage[], isFinal = true): BatchAppendReq {
  const frame = new BatchAppendReq().setCorrelationId(correlation).setIsFinal(isFinal);
  if (options) frame.setOptions(options);
  // Both kinds of proposed message have the same fields.
  return frame.setProposedMessagesList(messages.map((message) => BatchAppendReq.ProposedMessage.deserializeBinary(message.serializeBinary())));
}

/** `BatchAppend`: sends the frames, half-closes, and answers everything that came back. */
export function rawBatch(client: StreamsClient, frames: readonly BatchAppendReq[]): Promise<{ replies: BatchAppendResp[]; error?: ServiceError }> {
  return new Promise((resolve) => {
    const call = client.batchAppend();
    const replies: BatchAppendResp[] = [];
    call.on('data', (reply: BatchAppendResp) => replies.push(reply));
    call.on('error', (error: ServiceError) => resolve({ replies, error }));
    call.on('end', () => resolve({ replies }));
    for (const frame of frames) call.write(frame);
    call.end();
  });
}

/** A read of everything forwards, to be changed before it is sent. */
export const readAllOptions = (): ReadReq.Options =>
  new ReadReq.Options()
    .setAll(new ReadReq.Options.AllOptions().setStart(new Empty()))
    .setCount('10')
    .setNoFilter(new Empty())
    .setUuidOption(new ReadReq.Options.UUIDOption().setString(new Empty()));

export function rawRead(client: StreamsClient, options: ReadReq.Options | undefined, metadata = new Metadata()): Promise<{ messages: ReadResp[]; error?: ServiceError }> {
  return new Promise((resolve) => {
    const call = client.read(options ? new ReadReq().setOptions(options) : new ReadReq(), metadata);
    const messages: ReadResp[] = [];
    call.on('data', (message: ReadResp) => messages.push(message));
    call.on('error', (error: ServiceError) => resolve({ messages, error }));
    call.on('end', () => resolve({ messages }));
  });
}
