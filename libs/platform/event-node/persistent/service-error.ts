import { status } from '@grpc/grpc-js';
import { CallFailure, nodeIsClosing, statusOf } from '../call-failure';
import type { DropReason } from './runner';
import { GroupRefusal, type Refusal } from './subscriptions';

const REFUSALS: Readonly<Record<Refusal, { code: status; exception: string }>> = {
  exists: { code: status.ALREADY_EXISTS, exception: 'persistent-subscription-exists' },
  missing: { code: status.NOT_FOUND, exception: 'persistent-subscription-does-not-exist' },
  failed: { code: status.INTERNAL, exception: 'persistent-subscription-failed' },
  full: { code: status.FAILED_PRECONDITION, exception: 'maximum-subscribers-reached' },
};

/** The status and trailers by which an official client knows what happened. */
export function serviceError(error: unknown): ReturnType<typeof statusOf> {
  return statusOf(error instanceof GroupRefusal ? failureOf(error) : error);
}

function failureOf({ refusal, message, source, group, reason }: GroupRefusal): CallFailure {
  const { code, exception } = REFUSALS[refusal];
  const trailers = { exception, 'stream-name': source, 'group-name': group };
  return new CallFailure(code, message, refusal === 'failed' ? { ...trailers, reason } : trailers);
}

/** A consumer is told to connect again, or that its group is no longer the one it joined. */
export function droppedError(reason: DropReason, source: string, group: string): ReturnType<typeof statusOf> {
  if (reason === 'closing') return statusOf(nodeIsClosing());
  const trailers = { exception: 'persistent-subscription-dropped', 'stream-name': source, 'group-name': group };
  return statusOf(new CallFailure(status.CANCELLED, `Subscription group ${group} on stream ${source} was dropped.`, trailers));
}
