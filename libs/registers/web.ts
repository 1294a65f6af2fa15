import type { RegisterWeb } from '@ledger/ui/register/register-web';
import { accessWeb } from '@ledger/registers/access/web';
import { criteriaWeb } from '@ledger/registers/criteria/web';
import { fundsWeb } from '@ledger/registers/funds/web';
import { housingWeb } from '@ledger/registers/housing/web';
import { personsWeb } from '@ledger/registers/persons/web';
import { programsWeb } from '@ledger/registers/programs/web';
import { reportsWeb } from '@ledger/registers/reports/web';
import { territoryWeb } from '@ledger/registers/territory/web';

/** The browser's side of the registers, in the order of their menu. */
export const registerWebs: readonly RegisterWeb[] = [fundsWeb, housingWeb, criteriaWeb, programsWeb, territoryWeb, reportsWeb, personsWeb, accessWeb];
