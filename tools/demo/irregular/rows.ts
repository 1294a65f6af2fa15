import type { Actor, Basis } from '@ledger/kit';
import { readCsv, wholeNumber } from '../csv';
import { demoCommand, type DemoCommand } from '../demo-command';
import { actorOn } from '../people';

const MILLION = 1_000_000n;
const PROVINCE = 'UBND tỉnh Lào Cai (văn bản minh họa)';

/** Every irregular fact says that it is one, and has these. */
export interface IrregularRow {
  readonly recordedOn: string;
  readonly reason?: string;
  readonly basis: string;
}

/** Rows of a file, each with what it is called in error messages and in keys. */
export const irregularRows = <Column extends string>(file: string, columns: readonly Column[]): readonly (Readonly<Record<Column, string>> & { readonly at: string })[] =>
  readCsv(file, columns).map((row, index) => ({ ...row, at: `${file.replace('.csv', '')}:${index + 1}` }));

/** Whole đồng of a cell in million đồng. */
export const dong = (cell: string, at: string): bigint => BigInt(wholeNumber(cell, at)) * MILLION;

/** What a decision of that day is based on: a paper that is made up and says so. */
export const madeUpDecision = (at: string, issuedOn: string) => ({ number: `MH-${at.replace(/^irregular-|:/g, '').toUpperCase()}`, issuedOn, issuer: PROVINCE });

interface Done {
  readonly at: string;
  readonly actor: string;
  readonly effectiveOn?: string;
}

/** A row as the command it asks for: by whom the row says, with the post held on that day. */
export function irregular(row: IrregularRow & Done, command: object, extras: Parameters<typeof demoCommand>[5] = {}): DemoCommand {
  const actor: Actor = actorOn(row.actor, row.recordedOn);
  const when = { day: row.recordedOn, hour: 'last' as const, effectiveOn: row.effectiveOn || undefined };
  return demoCommand(`odd:${row.at}`, command, actor, when, row.basis as Basis, { ...extras, reason: row.reason || undefined });
}
