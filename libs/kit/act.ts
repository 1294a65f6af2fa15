/** Who acted, as it was at that time. `role` is the role the command was issued under, in `unit`. */
export interface Actor {
  readonly user: string;
  readonly role: string;
  readonly unit: string;
  /** Whose role it is when it was lent (ủy quyền): the delegation stands in that account's stream. */
  readonly lentBy?: string;
}

/** The paper an act rests on: number and date of the decision, and who issued it. */
export interface LegalBasis {
  readonly number: string;
  readonly issuedOn: string;
  readonly issuer?: string;
}

/** Where a figure comes from: printed in an article, made to add up to printed totals, or made up to show a feature. */
export type Basis = 'published' | 'apportioned' | 'illustrative';

/** What every command carries beside its own fields; `effectiveOn` is fixed before deciding. */
export interface Act {
  readonly actor: Actor;
  /** Day `YYYY-MM-DD` on which it is true in the world. */
  readonly effectiveOn: string;
  /** Instant of recording, ISO 8601 UTC. Deciders compare days, not instants: `recordedOn`. */
  readonly recordedAt: string;
  /** The day of `recordedAt` in the ledger's zone. */
  readonly recordedOn: string;
  readonly reason?: string;
  readonly legalBasis?: LegalBasis;
  /** SHA-256 (hex) of the evidence files. */
  readonly evidence?: readonly string[];
  readonly basis?: Basis;
}

/** What is known about a recorded event beside its data. Positions and revisions are bigints. */
export interface EventMeta extends Act {
  readonly type: string;
  readonly eventId: string;
  readonly stream: string;
  /** The stream's own id: what follows the first `-` of its name. */
  readonly id: string;
  readonly revision: bigint;
  readonly position: bigint;
  readonly commandId: string;
  readonly commandHash: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly schemaVersion: number;
  readonly factsAt?: bigint;
  readonly origin?: 'demo' | 'migration';
}

/**
 * What a decider folds: no position. A server gives only the last event of an append its position, so what is folded
 * right after recording and what is folded from the stream would differ.
 */
export type FoldedMeta = Omit<EventMeta, 'position'>;
