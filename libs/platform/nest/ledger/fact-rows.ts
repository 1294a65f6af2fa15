import type { Source } from '@ledger/kit';

/** The rows that a decision needs from elsewhere, and the position they were read at. */
export interface FactRows {
  readonly rows: { readonly [name: string]: readonly unknown[] };
  readonly position: bigint;
}

/** Reads facts from the read store. */
export interface FactSource {
  /** Rows of all sources at one position: the lowest checkpoint among their projections. */
  read(sources: { readonly [name: string]: Source }, asOf: string): FactRows | Promise<FactRows>;
  /** The same, never from memory. */
  readAgain(sources: { readonly [name: string]: Source }, asOf: string): Promise<FactRows>;
  /** Waits, bounded, until what the sources read has reached `position`; false: it has not. */
  reached(sources: { readonly [name: string]: Source }, position: bigint): Promise<boolean>;
}
