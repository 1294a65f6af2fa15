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
const districtPeople: readonly DemoPerson[] = districts.flatMap(({ code, name }) =>
  (Object.keys(districtRoles) as (keyof typeof districtRoles)[]).map((role) => ({
    user: `${role}-${code}`, role, unit: code, displayName: `${districtRoles[role]} ${name.charAt(0).toLocaleLowerCase('vi')}${name.slice(1)} (minh họa)`,
  })),
);

/** A role in one unit, from one day until another, both included. */
export interface Post {
  readonly role: string;
  readonly unit: string;
  readonly from: string;
  readonly until?: string;
}

/** An account with the posts it has held, one after the other. */
export interface PostHolder {
  readonly user: string;
  readonly displayName: string;
  readonly posts: readonly Post[];
}

/** The day on which the ledger opens and everybody gets a first post. */
export const OPENING_DAY = '2023-11-01';
const LAST_DAY = '2025-02-28';
const NEXT_DAY = '2025-03-03';

/** Two who ask for something in one post and decide it in the next, for the inspector to ask about. */
const transferred: readonly PostHolder[] = [
  {
    user: 'transferred-083', displayName: 'Cán bộ đã chuyển công tác, huyện Mường Khương (minh họa)',
    posts: [{ role: 'officer', unit: '083', from: OPENING_DAY, until: LAST_DAY }, { role: 'checker', unit: '083', from: NEXT_DAY }],
  },
  {
    user: 'transferred-10', displayName: 'Chuyên viên đã chuyển công tác, cấp tỉnh (minh họa)',
    posts: [{ role: 'finance', unit: province.code, from: OPENING_DAY, until: LAST_DAY }, { role: 'approver', unit: province.code, from: NEXT_DAY }],
  },
];

/** Everybody who acts in the demo. */
export const postHolders: readonly PostHolder[] = [
  ...[...demoAccounts, ...districtPeople].map(({ user, displayName, role, unit }) => ({ user, displayName, posts: [{ role, unit, from: OPENING_DAY }] })),
  ...transferred,
];

const byUser = new Map(postHolders.map((holder) => [holder.user, holder]));

/** Somebody in the post held on a day. */
export function actorOn(user: string, day: string): Actor {
  const post = byUser.get(user)?.posts.find(({ from, until }) => from <= day && (until === undefined || day <= until));
  if (!post) throw new Error(`nobody in the demo is called ${user} and has a post on ${day}`);
  return { user, role: post.role, unit: post.unit };
}

const actorOf = (user: string): Actor => actorOn(user, OPENING_DAY);

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
