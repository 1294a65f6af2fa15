import { fundSource, percent } from '@ledger/fields';
import { basisOfRank, basisRank, type Basis, type ReportBody, type ReportRow, type Words } from '@ledger/kit';
import { isDisbursed, isLeft, isPlanned, type Account } from '@ledger/registers/funds/domain';

export type Grouping = 'program' | 'component' | 'holder' | 'source';

/** What an account gained, per group and capital type. */
export interface PostedSum {
  readonly program?: string;
  readonly component?: string;
  readonly holder?: string;
  readonly source?: string;
  readonly capitalType: 'investment' | 'public-service';
  readonly account: Account;
  readonly change: bigint;
  readonly basis?: Basis;
}

export interface Name {
  readonly code: string;
  readonly name: string;
  readonly sortKey: string;
}

/** Sums of one row, in đồng. */
interface Figures {
  readonly plan: bigint;
  readonly disbursed: bigint;
  readonly toCarry: bigint;
  readonly carriedForward: bigint;
  readonly rank: number;
}

const nothing: Figures = { plan: 0n, disbursed: 0n, toCarry: 0n, carriedForward: 0n, rank: 0 };
const types = ['investment', 'public-service'] as const;

const notes: readonly Words[] = [
  {
    vi: 'Số tiền tính bằng đồng. Tỷ lệ làm tròn một lần đến hai chữ số thập phân từ số chính xác, nên tổng các số đã làm tròn có thể lệch với số tổng.',
    en: 'Amounts are in VND. Rates are rounded once, half up, to two decimals from exact amounts, so that rounded parts may not add up to the rounded total.',
  },
  {
    vi: 'Kế hoạch gồm vốn giao và vốn năm trước chuyển sang, kể cả phần điều chỉnh. Giải ngân gồm tạm ứng chưa thu hồi và thanh toán khối lượng hoàn thành.',
    en: 'The plan is what was assigned and adjusted and what was carried in. Disbursed is advances outstanding and payments for completed volume.',
  },
  {
    vi: '«Dự kiến kéo dài» là vốn đầu tư còn lại, chưa chuyển năm, chưa hủy: một dự báo cho đến khi có quyết định.',
    en: '“To be carried forward” is what is left of investment capital, neither carried forward nor cancelled: a forecast until it is decided.',
  },
];

/**
 * Rows per group and capital type, then per group, then per type. The plan is all that a line's accounts hold: what was
 * assigned or carried in, wherever it has been allocated since, so that a parent and its children are never both counted.
 */
export function capitalPlanBody(by: Grouping, sums: readonly PostedSum[], names: readonly Name[]): ReportBody {
  const keys = sortedKeys(by, sums, names);
  const figures = (keep: (sum: PostedSum) => boolean): Figures => sums.filter(keep).reduce(added, nothing);
  const nameOf = (key: string): string => nameIn(by, names, key);
  const detail = keys.flatMap((key) =>
    types.flatMap((capitalType) => {
      const own = sums.filter((sum) => sum[by] === key && sum.capitalType === capitalType);
      return own.length === 0 ? [] : [row({ level: `${by}-type`, [by]: key, name: nameOf(key), capitalType }, own.reduce(added, nothing))];
    }),
  );
  const perKey = keys.map((key) => row({ level: by, [by]: key, name: nameOf(key), capitalType: null }, figures((sum) => sum[by] === key)));
  const perType = types
    .filter((capitalType) => sums.some((sum) => sum.capitalType === capitalType))
    .map((capitalType) => row({ level: 'type', [by]: null, name: null, capitalType }, figures((sum) => sum.capitalType === capitalType)));
  return { rows: [...detail, ...perKey, ...perType], totals: row({ level: 'total', [by]: null, name: null, capitalType: null }, figures(() => true)), notes };
}

/**
 * The accounts whose postings make the figures. Money that only moved within a line or between lines (allocated, committed)
 * changes no figure of a program, a type or a source, so its basis says nothing about them; a holder's plan is what reached it.
 */
const telling: ReadonlySet<Account> = new Set<Account>(['SRC', 'ADV', 'EXP', 'CFO', 'CAN', 'RET']);
const tells = (sum: PostedSum): boolean => telling.has(sum.account) || sum.holder !== undefined || sum.component !== undefined;

function added(total: Figures, sum: PostedSum): Figures {
  const { account, capitalType, change } = sum;
  const rank = tells(sum) ? Math.max(total.rank, basisRank(sum.basis)) : total.rank;
  if (!isPlanned(account)) return { ...total, rank };
  return {
    plan: total.plan + change,
    disbursed: total.disbursed + (isDisbursed(account) ? change : 0n),
    toCarry: total.toCarry + (capitalType === 'investment' && isLeft(account) ? change : 0n),
    carriedForward: total.carriedForward + (account === 'CFO' ? change : 0n),
    rank,
  };
}

function row(head: ReportRow, { plan, disbursed, toCarry, carriedForward, rank }: Figures): ReportRow {
  const left = plan - disbursed;
  const basis = basisOfRank(rank);
  return {
    ...head,
    plan: plan.toString(),
    disbursed: disbursed.toString(),
    rate: percent(disbursed, plan) ?? null,
    left: left.toString(),
    leftShare: percent(left, plan) ?? null,
    toCarry: toCarry.toString(),
    carriedForward: carriedForward.toString(),
    ...(basis ? { basis } : {}),
  };
}

function sortedKeys(by: Grouping, sums: readonly PostedSum[], names: readonly Name[]): readonly string[] {
  const sortKeys = new Map(names.map(({ code, sortKey }) => [code, sortKey]));
  const orderOf = (key: string): string => `${sortKeys.get(key) ?? ''} ${key}`;
  return [...new Set(sums.map((sum) => sum[by]!))].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

function nameIn(by: Grouping, names: readonly Name[], key: string): string {
  if (by === 'source') return fundSource().choices[key as keyof ReturnType<typeof fundSource>['choices']].vi;
  return names.find(({ code }) => code === key)?.name ?? key;
}
