/** What the node's thread and its owner say to each other. */
import { EventStoreUnavailable, type AppendResult, type ExpectedRevision } from '@ledger/platform/event-store';
import { StreamDeleted, type SentEvent } from '@ledger/platform/event-store/embedded';
import { WrongExpectedRevision } from '../node-store';
import type { Verdict } from '../authentication';
import type { NodeOptions } from '../start-node';
import type { NodeStatus } from '../node-status';

/** What the thread is started with: everything but what lives with its owner. */
export type ThreadSettings = Omit<NodeOptions, 'store' | 'authenticate' | 'report'> & { readonly folder: string };

/** What the thread asks its owner to do: to write, or to know accounts. */
export type Question =
  | { readonly what: 'append'; readonly stream: string; readonly events: readonly SentEvent[]; readonly expected: ExpectedRevision; readonly isOwn: boolean }
  | { readonly what: 'delete' | 'tombstone'; readonly stream: string; readonly expected: ExpectedRevision }
  | { readonly what: 'authenticate'; readonly username: string; readonly password: string; readonly address: string };

export type Answer = AppendResult | Verdict;

export type FromThread =
  | { readonly kind: 'ready'; readonly host: string; readonly port: number }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'question'; readonly id: number; readonly question: Question }
  | { readonly kind: 'report'; readonly message: string }
  | { readonly kind: 'done'; readonly id: number; readonly status?: NodeStatus; readonly error?: CarriedError };

/** What the owner asks of the thread. */
export type Request = { readonly what: 'status' } | { readonly what: 'replay'; readonly source: string; readonly group: string };

export type ToThread =
  | { readonly kind: 'ring' }
  | { readonly kind: 'request'; readonly id: number; readonly request: Request }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer }
  | { readonly kind: 'refusal'; readonly id: number; readonly error: CarriedError }
  | { readonly kind: 'close' };

/** An error in parts that can be handed to another thread. */
export interface CarriedError {
  readonly name: string;
  readonly message: string;
  readonly stream?: string;
  readonly expected?: ExpectedRevision;
  readonly actual?: bigint | 'no-stream';
}

export function carried(error: unknown): CarriedError {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (error instanceof WrongExpectedRevision) return { name, message, stream: error.stream, expected: error.expected, actual: error.actual };
  return error instanceof StreamDeleted ? { name, message, stream: error.stream } : { name, message };
}

export function revived({ name, message, stream = '', expected = 'any', actual = 'no-stream' }: CarriedError): Error {
  if (name === 'WrongExpectedRevision') return new WrongExpectedRevision(stream, expected, actual);
  if (name === 'StreamDeleted') return new StreamDeleted(stream);
  return name === 'EventStoreUnavailable' ? new EventStoreUnavailable(message) : Object.assign(new Error(message), { name });
}
