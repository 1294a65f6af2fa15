import type { Basis } from '@ledger/kit';
import { readCsv, wholeNumber } from '../csv';
import { lineOf } from './capital-plan';

/** A payment that was entered too high and corrected after the close. */
export interface EntryCorrection {
  readonly line: string;
  /** Which of the line's payments, from 1. */
  readonly payment: number;
  /** How much too high it was entered, in whole đồng. */
  readonly excess: bigint;
  readonly recordedOn: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly basis: Basis;
  readonly reason: string;
}

const columns = ['component', 'capitalType', 'originYear', 'holder', 'payment', 'excess', 'recordedOn', 'number', 'issuedOn', 'basis', 'reason'] as const;

export const entryCorrections = (): readonly EntryCorrection[] =>
  readCsv('entry-corrections.csv', columns).map((row) => ({
    line: lineOf(row, row.holder), payment: wholeNumber(row.payment, 'entry-corrections.csv'), excess: BigInt(row.excess) * 1_000_000n,
    recordedOn: row.recordedOn, number: row.number, issuedOn: row.issuedOn, basis: row.basis as Basis, reason: row.reason,
  }));
