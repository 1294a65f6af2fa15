import { CancelledError, DeadlineExceededError, MaxAppendSizeExceededError, NotLeaderError, TimeoutError, UnavailableError, AccessDeniedError, StreamDeletedError } from '@eventstore/db-client';
import { EventStoreUnavailable, InvalidEvent, WrongExpectedRevision } from '../port';

/** The store's own time limit for an answer of the server passed. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** True for what may be gone when the server is asked again. */
export const passesWithTime = (error: unknown): boolean =>
  [UnavailableError, CancelledError, DeadlineExceededError, TimeoutError, NotLeaderError, NoAnswer].some((kind) => error instanceof kind) || isLostSocket(error);

/** grpc's own codes and Node's, of errors that the client passes on as they are: gossip that found no node among them. */
function isLostSocket(error: unknown): boolean {
  const { code, message = '' } = error as { readonly code?: unknown; readonly message?: string };
  if (code === INTERNAL && /RST_STREAM|Session closed/i.test(message)) return true;
  return code === UNAVAILABLE || code === CANCELLED || /^E[A-Z]+$/.test(String(code)) || /Failed to discover|channel has been closed|write after end|Client network socket/i.test(message);
}
const CANCELLED = 1;
/** Also what calls end with when the server closes their connection. */
const INTERNAL = 13;
const UNAVAILABLE = 14;

/** What a caller of the port sees. */
export function asPortError(server: string, doing: string, error: unknown): Error {
  if (error instanceof EventStoreUnavailable || error instanceof InvalidEvent || error instanceof WrongExpectedRevision) return error;
  if (error instanceof MaxAppendSizeExceededError) return new InvalidEvent(`the server takes at most ${error.maxAppendSize} bytes in one append`, { cause: error });
  if (error instanceof StreamDeletedError) return new EventStoreUnavailable(`cannot ${doing} at ${server}: a stream was tombstoned there`, { cause: error });
  if (error instanceof AccessDeniedError) return new EventStoreUnavailable(`cannot ${doing} at ${server}: access denied`, { cause: error });
  return new EventStoreUnavailable(`cannot ${doing} at ${server}: ${(error as Error).message ?? String(error)}`, { cause: error });
}

export { StreamNotFoundError } from '@eventstore/db-client';
