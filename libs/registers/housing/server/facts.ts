import { latest, type FactReader } from '@ledger/kit';
import { ApproveHouse, type CorrectHouse, type ProposeHouse } from '@ledger/registers/housing/domain';
import { unitDirectory } from '@ledger/registers/territory/domain';
import { norms } from './norms';

/** The register's own list of units. */
export const housingUnits = unitDirectory('housing');

/** The commune that a command names, if it names one. */
export const namedCommune: FactReader = ({ commune }: ProposeHouse | CorrectHouse) => housingUnits.inForce(commune === undefined ? [] : [commune]);

/** The norm that an approval names; for a correction every norm, since only the house's stream knows which was used. */
export const normsInForce: FactReader = (command: object) =>
  latest(norms, { by: ['norm', 'kind'], where: command instanceof ApproveHouse ? { norm: command.norm, kind: command.kind } : {} });
