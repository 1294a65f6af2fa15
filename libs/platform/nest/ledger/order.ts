import type { Act, Actor, JsonObject } from '@ledger/kit';

/** The act as it is asked for: `effectiveOn` defaults to today in the ledger's zone. */
export type ActFields = Partial<Pick<Act, 'effectiveOn' | 'legalBasis' | 'reason' | 'evidence' | 'basis'>>;

interface Issuer {
  /** The account that asks; its role and unit are looked up and its grants checked. */
  readonly user?: string;
  /** Instead of `user`: who acts, with nothing looked up. The role must be among the rule's; scope is not checked. */
  readonly actor?: Actor;
}

/** A command with everything that comes with it. */
export interface Order extends Issuer {
  /** An instance of a command class. */
  readonly command: object;
  readonly act?: ActFields;
  /** The caller's idempotency key: the same key and body give the same receipt, however often they are sent. */
  readonly key?: string;
  /** Instead of a key: the command's id itself. */
  readonly commandId?: string;
  /** The stream's last revision as the caller knows it; −1: the stream has no event. */
  readonly ifMatch?: bigint;
  /** Answers with the events that would be recorded; records nothing. */
  readonly dryRun?: boolean;
  readonly correlationId?: string;
  /** The event that led to the command; default: the command itself. */
  readonly causationId?: string;
  readonly origin?: 'demo' | 'migration';
}

/** What became of a person who is forgotten. */
export interface Forgotten {
  readonly person: string;
  /** False: that is tried again until it is done, also after a restart. */
  readonly keyDestroyed: boolean;
  /** Made before, so that they still hold the key: they are to be destroyed, or kept from being read. Instants are ISO 8601 UTC. */
  readonly backups: readonly { readonly id: string; readonly folder: string; readonly begun: string; readonly finished?: string }[];
}

/** What was recorded, or with `dryRun` what would be. */
export interface Receipt {
  readonly stream: string;
  /** Of the last event, from 0. */
  readonly revision: bigint;
  /** Of the last event of the stream; −1 while it has none, and in a dry run. */
  readonly position: bigint;
  readonly events: readonly { readonly id: string; readonly type: string; readonly data?: JsonObject }[];
  readonly commandId: string;
  /** True when the command had been recorded before and this is the receipt of then. */
  readonly hit: boolean;
  /** True when nothing was recorded because it was only tried. */
  readonly dryRun?: boolean;
  /** The persons that were forgotten, and what still holds their keys. */
  readonly forgotten?: readonly Forgotten[];
}

/** The receipt as it goes over the wire: 64-bit values as decimal strings. */
export const receiptJson = (receipt: Receipt): JsonObject => ({
  stream: receipt.stream,
  revision: receipt.revision.toString(),
  ...(receipt.dryRun ? { dryRun: true } : {}),
  ...(receipt.position < 0n ? {} : { position: receipt.position.toString() }),
  events: receipt.events as unknown as JsonObject[],
  commandId: receipt.commandId,
  ...(receipt.forgotten ? { forgotten: receipt.forgotten as unknown as JsonObject[] } : {}),
});
