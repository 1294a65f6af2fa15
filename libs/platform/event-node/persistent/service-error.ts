import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { EventStoreUnavailable } from '../node-store';
import { BadRequest } from './requests';
import type { DropReason } from './runner';
import { GroupRefusal, type Refusal } from './subscriptions';

const REFUSALS: Readonly<Record<Refusal, { code: status; exception: string }>> = {
  exists: { code: status.ALREADY_EXISTS, exception: 'persistent-subscription-exists' },
  missing: { code: status.NOT_FOUND, exception: 'persistent-subscription-does-not-exist' },
  failed: { code: status.INTERNAL, exception: 'persistent-subscription-failed' },
  full: { code: status.FAILED_PRECONDITION, exception: 'maximum-subscribers-reached' },
};

/** The status and trailers by which an official client knows what happened. */
export function serviceError(error: unknown): Partial<ServiceError> {
  if (error instanceof GroupRefusal) {
    const { code, exception } = REFUSALS[error.refusal];
    return withTrailers(code, error.message, {
      exception,
      'stream-name': error.source,
      'group-name': error.group,
      ...(error.refusal === 'failed' ? { reason: error.reason } : {}),
    });
  }
  if (error instanceof BadRequest) return { code: status.INVALID_ARGUMENT, details: error.message };
  if (error instanceof EventStoreUnavailable) return { code: status.UNAVAILABLE, details: error.message };
  const { code, details, metadata, message } = error as Partial<ServiceError>;
  if (typeof code === 'number') return { code, details: details ?? message, metadata };
  return { code: status.UNKNOWN, details: message ?? String(error) };
}

/** A consumer is told to connect again elsewhere or later, or that its group is no longer the one it joined. */
export function droppedError(reason: DropReason, source: string, group: string): Partial<ServiceError> {
  if (reason === 'closing') return { code: status.UNAVAILABLE, details: 'the node is going away' };
  return withTrailers(status.CANCELLED, `Subscription group ${group} on stream ${source} was dropped.`, {
    exception: 'persistent-subscription-dropped',
    'stream-name': source,
    'group-name': group,
  });
}

function withTrailers(code: status, details: string, trailers: Record<string, string>): Partial<ServiceError> {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, trailerText(value));
  return { code, details, metadata };
}

/** Trailers carry printable ASCII alone: other characters are percent-encoded. */
const trailerText = (text: string): string => text.replace(/[^\x20-\x7e]+/gu, (other) => encodeURIComponent(other.toWellFormed()));
