import { programDirectory } from '@ledger/registers/programs/domain';
import { unitDirectory } from '@ledger/registers/territory/domain';

export const units = unitDirectory('access');
export const programs = programDirectory('access');
