import type { Register } from '@ledger/kit';
import { roleNames, type Role } from '@ledger/registers/access/domain';

export interface CommandRoles {
  readonly command: string;
  readonly register: string;
  /** The roles any of which may issue it; none: only a process of the ledger does. */
  readonly roles: readonly Role[];
  readonly otherRoles: readonly Role[];
}

/** Who may issue what: every command of the registers with the roles that may, and those that may not. */
export const commandRoles = (registers: readonly Register[]): readonly CommandRoles[] =>
  registers.flatMap((register) =>
    register.deciders.flatMap((decider) =>
      decider.rules.map(({ Command, roles }) => ({
        command: Command.name,
        register: register.name,
        roles: roleNames.filter((role) => roles.includes(role)),
        otherRoles: roleNames.filter((role) => !roles.includes(role)),
      })),
    ),
  );
