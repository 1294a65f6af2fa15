import type { FactReader } from '@ledger/kit';
import { programDirectory } from '@ledger/registers/programs/domain';
import { unitDirectory } from '@ledger/registers/territory/domain';

export const units = unitDirectory('funds');
export const programs = programDirectory('funds');

interface NamesLines {
  readonly line: string;
  readonly to?: string;
  readonly parts?: readonly { readonly to: string }[];
}

/** Every line that a command names, in the pieces of its id. */
const linesOf = ({ line, to, parts = [] }: NamesLines): readonly (readonly string[])[] =>
  [line, ...(to === undefined ? [] : [to]), ...parts.map((part) => part.to)].map((id) => id.split(':'));

export const namedUnits: FactReader = (command: NamesLines) => units.inForce([...new Set(linesOf(command).map((pieces) => pieces.at(-1)!))]);
export const namedPrograms: FactReader = (command: NamesLines) => programs.inForce([...new Set(linesOf(command).map(([component]) => component!))]);
