import type { Actor } from '@ledger/kit';
import { districts, province } from './units';

/** A fictional account: one role in one unit. Nobody named in the press appears. */
export interface DemoPerson extends Actor {
  readonly displayName: string;
}

/** The commune of the demo account `officer`: Bản Liền, in Bắc Hà. */
export const DEMO_COMMUNE = '02869';

/** The accounts one signs in with in demo mode, all with the password `demo`. */
export const demoAccounts: readonly DemoPerson[] = [
  { user: 'finance', role: 'finance', unit: province.code, displayName: 'Chuyên viên Sở Tài chính (minh họa)' },
  { user: 'program', role: 'program', unit: province.code, displayName: 'Cán bộ văn phòng điều phối chương trình (minh họa)' },
  { user: 'officer', role: 'officer', unit: DEMO_COMMUNE, displayName: 'Cán bộ xã Bản Liền (minh họa)' },
  { user: 'checker', role: 'checker', unit: province.code, displayName: 'Người kiểm tra cấp tỉnh (minh họa)' },
  { user: 'approver', role: 'approver', unit: province.code, displayName: 'Người phê duyệt cấp tỉnh (minh họa)' },
  { user: 'inspector', role: 'inspector', unit: province.code, displayName: 'Thanh tra viên (minh họa)' },
  { user: 'operator', role: 'operator', unit: province.code, displayName: 'Quản trị hệ thống (minh họa)' },
  { user: 'consumer', role: 'consumer', unit: province.code, displayName: 'Hệ thống nhận dữ liệu (minh họa)' },
];

const districtRoles = { officer: 'Cán bộ', checker: 'Người kiểm tra', approver: 'Người phê duyệt' } as const;

/** Those who keep the books in the nine districts; no password, so nobody signs in as them. */
export const districtPeople: readonly DemoPerson[] = districts.flatMap(({ code, name }) =>
  (Object.keys(districtRoles) as (keyof typeof districtRoles)[]).map((role) => ({
    user: `${role}-${code}`, role, unit: code, displayName: `${districtRoles[role]} ${name.charAt(0).toLocaleLowerCase('vi')}${name.slice(1)} (minh họa)`,
  })),
);

const byUser = new Map([...demoAccounts, ...districtPeople].map((person) => [person.user, person]));

function actorOf(user: string): Actor {
  const person = byUser.get(user);
  if (!person) throw new Error(`nobody in the demo is called ${user}`);
  return { user, role: person.role, unit: person.unit };
}

export const people = {
  operator: actorOf('operator'),
  finance: actorOf('finance'),
  program: actorOf('program'),
  checker: actorOf('checker'),
  approver: actorOf('approver'),
  officerOf: (district: string) => actorOf(`officer-${district}`),
  checkerOf: (district: string) => actorOf(`checker-${district}`),
  approverOf: (district: string) => actorOf(`approver-${district}`),
} as const;
