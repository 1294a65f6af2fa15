import type { FactReader } from '@ledger/kit';
import { DissolveUnit, EstablishUnit, unitDirectory } from '@ledger/registers/territory/domain';

export const units = unitDirectory('territory');

/** The units that a command names beside its own. */
export const namedUnits: FactReader = (command: EstablishUnit | DissolveUnit) =>
  units.inForce(command instanceof DissolveUnit ? command.successors : command.parent === undefined ? [] : [command.parent]);
