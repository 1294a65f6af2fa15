/** How a call fails: a gRPC status, and trailers whose key `exception` official clients turn into their own errors. */
import { Metadata, status } from '@grpc/grpc-js';
import { EventStoreUnavailable, StreamDeleted, WrongExpectedRevision, type ExpectedRevision } from './node-store';
import { MalformedMessage } from './wire/proto-reader';

type Trailers = Readonly<Record<string, string>>;

/** An error that is sent to the client as it is. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure';
  constructor(
    readonly code: status,
    message: string,
    readonly trailers: Trailers = {},
  ) {
    super(message);
  }
}

/** The caller may not do this: by its account, by the node's role, or since a ledger forgets nothing. */
export class AccessDenied extends CallFailure {
  constructor(why: string) {
    super(status.PERMISSION_DENIED, why, { exception: 'access-denied' });
  }
}

export class Unauthenticated extends CallFailure {
  constructor(why: string) {
    super(status.UNAUTHENTICATED, why);
  }
}

export class InvalidRequest extends CallFailure {
  constructor(why: string, trailers: Trailers = {}) {
    super(status.INVALID_ARGUMENT, why, trailers);
  }
}

/** The events of one append are larger together than is taken. */
export class AppendTooLarge extends CallFailure {
  constructor(readonly bytesMax: number) {
    super(status.INVALID_ARGUMENT, `Maximum Append Size of ${bytesMax} Exceeded.`, {
      exception: 'maximum-append-size-exceeded',
      'maximum-append-size': String(bytesMax),
    });
  }
}

/** The node is stopping: clients connect again. */
export const nodeIsClosing = (): CallFailure => new CallFailure(status.UNAVAILABLE, 'the node is closing');

/** What a handler hands to gRPC for any error whatsoever. */
export function statusOf(error: unknown): { readonly code: status; readonly details: string; readonly metadata: Metadata } {
  const { code, message, trailers } = failureOf(error);
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, asciiTrailer(value));
  // gRPC encodes the text as a URI, which half a surrogate pair would break.
  return { code, details: message.toWellFormed(), metadata };
}

function failureOf(error: unknown): CallFailure {
  if (error instanceof CallFailure) return error;
  if (error instanceof StreamDeleted) {
    return new CallFailure(status.FAILED_PRECONDITION, `Event stream '${error.stream}' is deleted.`, { exception: 'stream-deleted', 'stream-name': error.stream });
  }
  if (error instanceof WrongExpectedRevision) return wrongExpectedVersion(error);
  if (error instanceof EventStoreUnavailable) return new CallFailure(status.UNAVAILABLE, error.message);
  if ((error as Error).name === 'InvalidEvent') return new InvalidRequest((error as Error).message);
  if (error instanceof MalformedMessage) return new InvalidRequest(`malformed request: ${error.message}`);
  return new CallFailure(status.INTERNAL, 'internal error');
}

function wrongExpectedVersion({ stream, expected, actual }: WrongExpectedRevision): CallFailure {
  const actualVersion = actual === 'no-stream' ? '' : String(actual);
  return new CallFailure(status.FAILED_PRECONDITION, `Append failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${versionNumber(expected)}, Actual version: ${actualVersion || '-1'}`, {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': versionNumber(expected),
    'actual-version': actualVersion,
  });
}

function versionNumber(expected: ExpectedRevision): string {
  const named = { 'no-stream': '-1', any: '-2', 'stream-exists': '-4' };
  return typeof expected === 'bigint' ? String(expected) : named[expected];
}

/** Trailers are ASCII: a text of other letters is percent-encoded as a whole, one of ASCII stays as it is. */
export const asciiTrailer = (value: string): string => (/^[\x20-\x7e]*$/.test(value) ? value : encodeURIComponent(value.toWellFormed()));
