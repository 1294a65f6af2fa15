import { GrantRole, OpenAccount } from '@ledger/registers/access/domain';
import { AddComponent, OpenProgram } from '@ledger/registers/programs/domain';
import { EstablishUnit } from '@ledger/registers/territory/domain';
import programsData from '@ledger/registers/programs/data/programs-2021-2025.json';
import { demoCommand, type DemoCommand } from '../demo-command';
import { OPENING_DAY, people, postHolders } from '../people';
import { districts, province, units } from '../units';

const LIST_OF_UNITS = { number: '124/2004/QĐ-TTg', issuedOn: '2004-07-08', issuer: 'Thủ tướng Chính phủ' };

/** The province with its nine districts and 151 commune-level units, as they stand when the ledger opens. */
export function territoryCommands(): readonly DemoCommand[] {
  const establish = (unit: { code: string; name: string; kind: (typeof units)[number]['kind'] | (typeof districts)[number]['kind'] | 'province'; parent?: string }, hour: 'first' | 'morning' | 'noon') =>
    demoCommand(`unit:${unit.code}`, new EstablishUnit(unit), people.operator, { day: OPENING_DAY, hour }, 'published', { legalBasis: LIST_OF_UNITS });
  return [
    establish(province, 'first'),
    ...districts.map(({ code, name, kind }) => establish({ code, name, kind, parent: province.code }, 'morning')),
    ...units.map(({ code, name, kind, district }) => establish({ code, name, kind, parent: district }, 'noon')),
  ];
}

/** The three programs of 2021–2025 and the two that join in 2025, with their components. */
export function programCommands(): readonly DemoCommand[] {
  return programsData.programs.flatMap((program) => {
    const { code, name, nameEn, opensOn, closesOn, legalBasis, components } = program;
    const day = opensOn <= OPENING_DAY ? OPENING_DAY : '2025-01-02';
    const effectiveOn = opensOn;
    const open = demoCommand(`program:${code}`, new OpenProgram({ code, name, nameEn, opensOn, closesOn }), people.operator, { day, hour: 'first', effectiveOn }, 'published', { legalBasis });
    const add = (component: { code: string; name: string; nameEn: string }) =>
      demoCommand(`component:${component.code}`, new AddComponent(component), people.operator, { day, hour: component.code.split('.').length > 2 ? 'noon' : 'morning', effectiveOn }, 'published', { legalBasis });
    return [open, ...(components as { code: string; name: string; nameEn: string }[]).map(add)];
  });
}

/** The demo accounts and those who keep the books in the districts. */
export function accessCommands(): readonly DemoCommand[] {
  return postHolders.flatMap(({ user, displayName, posts }) => [
    demoCommand(`account:${user}`, new OpenAccount({ username: user, displayName }), people.operator, { day: OPENING_DAY, hour: 'first' }, 'illustrative'),
    ...posts.map(({ role, unit, from, until }) => {
      const grant = new GrantRole({ username: user, role: role as GrantRole['role'], unit, from, until });
      const [key, hour] = from === OPENING_DAY ? [`grant:${user}`, 'afternoon' as const] : [`grant:${user}:${role}`, 'first' as const];
      return demoCommand(key, grant, appointer(user), { day: from, hour }, 'illustrative');
    }),
  ]);
}

/** Nobody grants a role to himself: whoever sets the ledger up appoints its operator. */
const appointer = (user: string) => (user === people.operator.user ? { ...people.operator, user: 'installer' } : people.operator);
