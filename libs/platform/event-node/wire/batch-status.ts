/** Why an append of a batch was not recorded: a `google.rpc.Status` whose details' type names the reason to the client. */
import { status } from '@grpc/grpc-js';
import * as shared from '@eventstore/db-client/generated/shared_pb';
import { Status } from '@eventstore/db-client/generated/status_pb';
import { Any } from 'google-protobuf/google/protobuf/any_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import type { Message } from 'google-protobuf';
import { AccessDenied, AppendTooLarge, InvalidRequest, statusOf } from '../call-failure';
import { StreamDeleted, WrongExpectedRevision } from '../node-store';

/** The time the client gave was over before the append was whole. */
export class AppendTimeout extends Error {}

export function batchStatus(error: unknown): Uint8Array {
  const { details } = statusOf(error);
  if (error instanceof WrongExpectedRevision) return rpcStatus(status.ALREADY_EXISTS, details, 'WrongExpectedVersion', wrongExpectedVersion(error));
  if (error instanceof StreamDeleted) return rpcStatus(status.NOT_FOUND, details, 'StreamDeleted', streamDeleted(error.stream));
  if (error instanceof AccessDenied) return rpcStatus(status.PERMISSION_DENIED, details, 'AccessDenied', new shared.AccessDenied());
  if (error instanceof AppendTimeout) return rpcStatus(status.DEADLINE_EXCEEDED, 'Timeout', 'Timeout', new shared.Timeout());
  if (error instanceof AppendTooLarge) {
    return rpcStatus(status.INVALID_ARGUMENT, details, 'MaximumAppendSizeExceeded', new shared.MaximumAppendSizeExceeded().setMaxappendsize(error.bytesMax));
  }
  if (error instanceof InvalidRequest) return rpcStatus(status.INVALID_ARGUMENT, details, 'BadRequest', new shared.BadRequest().setMessage(details));
  return rpcStatus(status.UNKNOWN, details, 'Unknown', new shared.Unknown());
}

function rpcStatus(code: status, message: string, type: string, details: Message): Uint8Array {
  const any = new Any();
  any.pack(details.serializeBinary(), `event_store.client.${type}`);
  // The numbers of google.rpc.Code are those of gRPC's statuses.
  return new Status().setCode(code as never).setMessage(message).setDetails(any).serializeBinary();
}

function wrongExpectedVersion({ expected, actual }: WrongExpectedRevision): Message {
  const details = new shared.WrongExpectedVersion();
  if (actual === 'no-stream') details.setCurrentNoStream(new Empty());
  else details.setCurrentStreamRevision(String(actual));
  if (expected === 'any') return details.setExpectedAny(new Empty());
  if (expected === 'stream-exists') return details.setExpectedStreamExists(new Empty());
  if (expected === 'no-stream') return details.setExpectedNoStream(new Empty());
  return details.setExpectedStreamPosition(String(expected));
}

const streamDeleted = (stream: string): Message =>
  new shared.StreamDeleted().setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(stream)));
