import { programDirectory } from '@ledger/registers/programs/domain';

export const programList = programDirectory('programs');
