import { defineRegister } from '@ledger/kit';
import { account } from '@ledger/registers/access/domain';
import { messages } from '@ledger/registers/access/domain/messages';
import { accountList, namedAccounts } from './account-list';
import { programs, units } from './place-lists';

export { accessAuthority, accessBook, type AccessRows } from './access-book';
export { commandRoles, type CommandRoles } from './command-roles';
export { accountList, accounts, delegations, grants } from './account-list';

/** Sổ tài khoản và phân quyền. */
export const access = defineRegister({
  name: 'access',
  label: { vi: 'Tài khoản và phân quyền', en: 'Accounts and roles' },
  deciders: [account],
  projections: [accountList, units.projection, programs.projection],
  facts: { units: () => units.all(), programs: () => programs.all(), accounts: namedAccounts },
  readers: ['operator', 'inspector'],
  messages,
});
