import { randomUUID } from 'node:crypto';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb';
import { BatchAppendReq, type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { MaximumAppendSizeExceeded, StreamIdentifier, UUID, WrongExpectedVersion } from '@eventstore/db-client/generated/shared_pb';
import type { CallOptions, ClientDuplexStream, Metadata } from '@grpc/grpc-js';
import { Empty as GoogleEmpty } from 'google-protobuf/google/protobuf/empty_pb';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';
import type { EncodedEvent } from '../event-rules';
import { EventStoreUnavailable, InvalidEvent, WrongExpectedRevision, type ExpectedRevision } from '../port';
import { NoAnswer } from './errors';

type Call = ClientDuplexStream<BatchAppendReq, BatchAppendResp>;

/** Revision and position of an append's last event. */
export interface Appended {
  readonly revision: bigint;
  readonly position: bigint;
}

interface Waiter {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly since: number;
  resolve(appended: Appended): void;
  reject(error: unknown): void;
}

/** What the client keeps for its own commands: its connection, and who asks. */
interface ClientParts {
  GRPCStreamCreator(Client: typeof StreamsClient, name: string, create: (client: StreamsClient) => Call, cache: WeakMap<StreamsClient, Call>): () => Promise<Call>;
  callArguments(options: object, call: CallOptions): [Metadata, CallOptions];
}

const LOOK_EVERY_MS = 1_000;
const LARGEST_REVISION = 2n ** 63n - 2n;

/**
 * Appends over one long call of the client's connection (BatchAppend), many under way at once. The client's own command
 * is not used: it parses JSON to write it again, which need not give the same bytes, and when a connection is lost while
 * appends wait, it leaves a rejection that nobody can catch.
 */
export class AppendChannel {
  private readonly waiting = new WeakMap<Call, Map<string, Waiter>>();
  private readonly open: () => Promise<Call>;

  constructor(
    client: EventStoreDBClient,
    private readonly answerMs: number,
  ) {
    const parts = client as unknown as ClientParts;
    this.open = parts.GRPCStreamCreator(
      StreamsClient,
      'appendToStream',
      (grpc) => this.listen(grpc.batchAppend(...(parts.callArguments({}, { deadline: Infinity }) as [Metadata, CallOptions]))),
      new WeakMap(),
    );
  }

  /** Sends one append. Rejects with what the port names, or with the connection's error: then it may have been recorded. */
  async append(stream: string, events: readonly EncodedEvent[], expected: ExpectedRevision): Promise<Appended> {
    const call = await this.open();
    const waiting = this.waiting.get(call);
    if (waiting === undefined) throw new NoAnswer('the connection was lost');
    const id = randomUUID();
    return new Promise((resolve, reject) => {
      waiting.set(id, { stream, expected, since: performance.now(), resolve, reject });
      call.write(requestOf(id, stream, events, expected, this.answerMs));
    });
  }

  private listen(call: Call): Call {
    const waiting = new Map<string, Waiter>();
    this.waiting.set(call, waiting);
    const fail = (error: unknown): void => {
      clearInterval(watch);
      this.waiting.delete(call);
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    // A server that hangs says nothing: then the whole call is given up, since its answers come in no order.
    const watch = setInterval(() => {
      const [oldest] = waiting.values();
      if (oldest && performance.now() - oldest.since > this.answerMs * 1.5) call.cancel();
    }, LOOK_EVERY_MS).unref();
    call.on('data', (answer: BatchAppendResp) => {
      const id = answer.getCorrelationId()?.getString() ?? '';
      const waiter = waiting.get(id);
      waiting.delete(id);
      if (waiter) settle(waiter, answer);
    });
    call.on('error', fail);
    call.on('end', () => fail(new NoAnswer('the server ended the call')));
    call.on('close', () => fail(new NoAnswer('the connection was lost')));
    return call;
  }
}

function settle({ stream, expected, resolve, reject }: Waiter, answer: BatchAppendResp): void {
  const success = answer.getSuccess();
  if (success) {
    const position = success.getPosition();
    if (position === undefined) return reject(new EventStoreUnavailable('the server gave no position for an append'));
    return resolve({ revision: BigInt(success.getCurrentRevision()), position: BigInt(position.getCommitPosition()) });
  }
  reject(refusalOf(stream, expected, answer));
}

function refusalOf(stream: string, expected: ExpectedRevision, answer: BatchAppendResp): Error {
  const details = answer.getError()?.getDetails();
  const name = details?.getTypeName() ?? '';
  switch (name) {
    case 'event_store.client.WrongExpectedVersion': {
      const wrong = details!.unpack(WrongExpectedVersion.deserializeBinary, name)!;
      return new WrongExpectedRevision(stream, expected, wrong.hasCurrentStreamRevision() ? BigInt(wrong.getCurrentStreamRevision()) : 'no-stream');
    }
    case 'event_store.client.MaximumAppendSizeExceeded': {
      const most = details!.unpack(MaximumAppendSizeExceeded.deserializeBinary, name)!.getMaxappendsize();
      return new InvalidEvent(`the server takes at most ${most} bytes in one append`);
    }
    case 'event_store.client.StreamDeleted':
      return new InvalidEvent(`stream ${stream} was tombstoned: it takes no more events`);
    case 'event_store.client.AccessDenied':
      return new EventStoreUnavailable(`the server does not let this account append to ${stream}`);
    case 'event_store.client.Timeout':
      return new NoAnswer('the server could not append in time');
    default:
      return new EventStoreUnavailable(`the server refused an append to ${stream}: ${answer.getError()?.getMessage() || name || 'it did not say why'}`);
  }
}

function requestOf(id: string, stream: string, events: readonly EncodedEvent[], expected: ExpectedRevision, answerMs: number): BatchAppendReq {
  const request = new BatchAppendReq();
  request.setCorrelationId(uuid(id));
  request.setOptions(optionsOf(stream, expected, answerMs));
  for (const event of events) {
    const message = new BatchAppendReq.ProposedMessage();
    message.setId(uuid(event.id));
    message.getMetadataMap().set('type', event.type).set('content-type', 'application/json');
    message.setData(Buffer.from(event.data));
    message.setCustomMetadata(Buffer.from(event.metadata));
    request.addProposedMessages(message);
  }
  request.setIsFinal(true);
  return request;
}

function optionsOf(stream: string, expected: ExpectedRevision, answerMs: number): BatchAppendReq.Options {
  const options = new BatchAppendReq.Options();
  const identifier = new StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  options.setStreamIdentifier(identifier);
  options.setDeadline(Timestamp.fromDate(new Date(Date.now() + answerMs)));
  // No stream is as long as that, so any larger number is as wrong.
  if (typeof expected === 'bigint') options.setStreamPosition((expected > LARGEST_REVISION ? LARGEST_REVISION : expected).toString());
  else if (expected === 'any') options.setAny(new GoogleEmpty());
  else if (expected === 'no-stream') options.setNoStream(new GoogleEmpty());
  else options.setStreamExists(new GoogleEmpty());
  return options;
}

function uuid(text: string): UUID {
  const id = new UUID();
  id.setString(text);
  return id;
}
