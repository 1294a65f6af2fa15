import type { BuiltServer } from './built-server';

export const paper = { legalBasis: { number: '1/QĐ-UBND', issuedOn: '2024-01-02' } };
export const COMMUNE = '02869';
export const LINE = `GNBV:investment:central:2024:2024:${COMMUNE}`;
/** What the line holds, from 1 March 2024 on. */
export const ALLOCATED = '1000000';
export const SETS = ['xa-a', 'xa-b'] as const;

/** Every role as an account of the same name; one commune, one program, one line with money, two sets of criteria. */
export async function makeSmallProvince(server: BuiltServer): Promise<void> {
  const founded = { ...paper, effectiveOn: '2004-01-01' };
  await server.done('EstablishUnit', { code: '10', name: 'Tỉnh Lào Cai', kind: 'province', ...founded });
  await server.done('EstablishUnit', { code: '085', name: 'Huyện Bắc Hà', kind: 'rural-district', parent: '10', ...founded });
  await server.done('EstablishUnit', { code: COMMUNE, name: 'Xã Bản Liền', kind: 'commune', parent: '085', ...founded });
  await server.done('OpenProgram', { code: 'GNBV', name: 'Giảm nghèo bền vững', nameEn: 'Poverty reduction', opensOn: '2021-01-01', closesOn: '2025-12-31', ...paper, effectiveOn: '2021-01-01' });
  for (const role of ['finance', 'program', 'officer', 'checker', 'approver', 'inspector', 'consumer']) {
    await server.done('OpenAccount', { username: role, displayName: role });
    await server.done('GrantRole', { username: role, role, unit: '10', from: '2020-01-01' });
  }
  await server.done('AssignCapitalPlan', { line: LINE, decision: 'QD-1', amount: ALLOCATED, ...paper, effectiveOn: '2024-02-01' }, 'finance');
  await server.done('ApproveCapitalPlan', { line: LINE, decision: 'QD-1', effectiveOn: '2024-02-01' }, 'approver');
  await server.done('AllocateFunds', { line: LINE, allocation: 'PB-1', parts: [{ to: LINE, amount: ALLOCATED }], ...paper, effectiveOn: '2024-03-01' }, 'finance');
  for (const [index, set] of SETS.entries()) await server.done('PublishCriteriaSet', criteriaSet(set, index + 1), 'program');
}

/** A set whose only criterion has the given number. */
const criteriaSet = (set: string, number: number) => ({
  set, name: `Bộ ${set}`, nameEn: set, level: 'commune', validFrom: '2022-01-01', effectiveOn: '2022-01-01', ...paper,
  criteria: [{ number, name: 'Quy hoạch', nameEn: 'Planning', group: 'planning', indicators: [{ code: `${number}.1`, name: 'Có quy hoạch', verified: false }] }],
});
