import type { Register } from '@ledger/kit';
import { access } from '@ledger/registers/access/server';
import { criteria } from '@ledger/registers/criteria/server';
import { funds } from '@ledger/registers/funds/server';
import { housing } from '@ledger/registers/housing/server';
import { persons } from '@ledger/registers/persons/server';
import { programs } from '@ledger/registers/programs/server';
import { reports } from '@ledger/registers/reports/server';
import { territory } from '@ledger/registers/territory/server';

/** The books this ledger keeps. Adding a register is one line here. */
export const registers: readonly Register[] = [access, territory, programs, funds, criteria, housing, persons, reports];
