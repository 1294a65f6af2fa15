import type { NodeControl } from '@ledger/platform/event-node';

/** The node that serves the events to others, or why there is none. */
export type NodeBeside =
  | { readonly state: 'running'; readonly address: string; readonly tls: boolean; readonly role: string; readonly control: NodeControl }
  | { readonly state: 'missing'; readonly reason: string }
  | { readonly state: 'off' };

/** What operators look after and the shell does not hold. */
export interface OperationsParts {
  /** Told that a session has been ended in the office store. */
  readonly sessions: { forget(which: { readonly id: string }): void };
  readonly node: () => NodeBeside;
  /** The data folder; undefined where there is none to look at. */
  readonly folder?: string;
  readonly mode: string;
  /** The effective settings, without passwords, as `ledger config` prints them. */
  readonly settings: readonly { readonly name: string; readonly value: string; readonly origin: string }[];
}

/** Under which Nest provides them. */
export const OPERATIONS = Symbol('Operations');
