import type { Projection } from '@ledger/kit';
import { criteria } from '@ledger/registers/criteria/server';
import { funds } from '@ledger/registers/funds/server';
import { housing } from '@ledger/registers/housing/server';

/** Of the registers with the most rows. */
export const projections: readonly Projection[] = [housing, criteria, funds].flatMap((register) => register.projections);
