import type { FactReader } from '@ledger/kit';
import { unitDirectory } from '@ledger/registers/territory/domain';

/** The register's own list of units. */
export const communeUnits = unitDirectory('criteria');

/** The commune that a command names. */
export const namedCommune: FactReader = ({ commune }: { commune: string }) => communeUnits.inForce([commune]);
