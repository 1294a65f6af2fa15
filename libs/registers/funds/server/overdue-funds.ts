import { percent } from '@ledger/fields';
import { basisOfRank, basisRank, citationText, defineReport, sum, type Basis, type ReportRow, type Source, type Words } from '@ledger/kit';
import { citations, isLeft, isPlanned, planWindow, type Account } from '@ledger/registers/funds/domain';
import type { Name } from './capital-plan-rows';
import { units } from './directories';
import { fundsPostings } from './postings';

interface HolderSum {
  readonly holder: string;
  readonly planYear: number;
  readonly account: Account;
  readonly change: bigint;
  readonly basis?: Basis;
}

/** The latest plan year whose money should all have been paid, carried forward, cancelled or returned before the day. */
export function lastYearDue(asOf: string): number {
  const before = Number(asOf.slice(0, 4)) - 1;
  return planWindow({ planYear: before }).until < asOf ? before : before - 1;
}

const notes: readonly Words[] = [
  {
    vi: `Quá hạn: vốn của một năm kế hoạch còn lại sau ngày 31 tháng 01 năm sau mà chưa giải ngân, chưa chuyển năm sau, chưa hủy và chưa nộp trả (${citationText(citations.yearEnd, 'vi')}).`,
    en: `Overdue: money of a plan year that is left after 31 January of the next year, neither disbursed nor carried forward, cancelled or returned (${citationText(citations.yearEnd, 'en')}).`,
  },
];

/** Money whose year has ended without its being paid, carried forward, cancelled or returned, by holder and plan year. */
export const overdueFunds = defineReport('overdue-funds', {
  version: 1,
  title: { vi: 'Vốn quá hạn giải ngân', en: 'Overdue funds' },
  params: {},
  sources: (_, asOf) => ({
    postings: sum(fundsPostings, { by: ['holder', 'planYear', 'account'], of: ['change'], where: { planYear: { to: lastYearDue(asOf) } } }) as Source<HolderSum>,
    names: units.all() as Source<Name>,
  }),
  columns: () => [
    { key: 'holder', label: { vi: 'Mã đơn vị', en: 'Holder code' }, unit: 'text' },
    { key: 'name', label: { vi: 'Đơn vị', en: 'Holder' }, unit: 'text' },
    { key: 'planYear', label: { vi: 'Năm kế hoạch', en: 'Plan year' }, unit: 'text' },
    { key: 'plan', label: { vi: 'Kế hoạch', en: 'Plan' }, unit: 'VND' },
    { key: 'overdue', label: { vi: 'Quá hạn', en: 'Overdue' }, unit: 'VND' },
    { key: 'share', label: { vi: 'Tỷ lệ quá hạn', en: 'Share overdue' }, unit: 'percent' },
  ],
  // What a holder has left of a year counts only above nothing: less than that, and a single posting would not add up.
  comparison: { key: ['holder', 'planYear'], parts: { of: [fundsPostings], by: ['holder', 'planYear'] } },
  build: ({ postings, names }) => {
    const nameOf = new Map(names.map(({ code, name }) => [code, name]));
    const groups = groupsOf(postings).map((sums) => ({ head: sums[0]!, figures: figuresOf(sums) })).filter(({ figures }) => figures.overdue > 0n);
    // The largest first; a stable sort keeps the order of the statement among equals.
    groups.sort((a, b) => (a.figures.overdue === b.figures.overdue ? 0 : a.figures.overdue < b.figures.overdue ? 1 : -1));
    return {
      rows: groups.map(({ head: { holder, planYear }, figures }) => rowOf({ holder, name: nameOf.get(holder) ?? holder, planYear: String(planYear) }, figures)),
      totals: rowOf({ holder: null, name: null, planYear: null }, groups.map(({ figures }) => figures).reduce(added, nothing)),
      notes,
    };
  },
});

function groupsOf(postings: readonly HolderSum[]): readonly (readonly HolderSum[])[] {
  const groups = new Map<string, HolderSum[]>();
  for (const posting of postings) {
    const key = `${posting.planYear} ${posting.holder}`;
    groups.set(key, [...(groups.get(key) ?? []), posting]);
  }
  return [...groups.values()];
}

interface Figures {
  readonly plan: bigint;
  readonly overdue: bigint;
  readonly rank: number;
}

const nothing: Figures = { plan: 0n, overdue: 0n, rank: 0 };
const added = (a: Figures, b: Figures): Figures => ({ plan: a.plan + b.plan, overdue: a.overdue + b.overdue, rank: Math.max(a.rank, b.rank) });

const figuresOf = (sums: readonly HolderSum[]): Figures => sums.map(({ account, change, basis }) => ({ plan: isPlanned(account) ? change : 0n, overdue: isLeft(account) ? change : 0n, rank: basisRank(basis) })).reduce(added, nothing);

function rowOf(head: ReportRow, { plan, overdue, rank }: Figures): ReportRow {
  const basis = basisOfRank(rank);
  return { ...head, plan: plan.toString(), overdue: overdue.toString(), share: percent(overdue, plan) ?? null, ...(basis ? { basis } : {}) };
}
