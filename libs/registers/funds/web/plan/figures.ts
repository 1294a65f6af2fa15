import { isAllocated, isDisbursed, isPlanned, type Account } from '@ledger/registers/funds/domain';
import type { RowGroup } from '@ledger/ui/api/catalogue';

export const measures = ['plan', 'allocated', 'disbursed', 'left'] as const;
export type Measure = (typeof measures)[number];

/** What a cell of the plan holds, in đồng. */
export type Figures = { readonly [M in Measure]: bigint };

const nothing: Figures = { plan: 0n, allocated: 0n, disbursed: 0n, left: 0n };

/** The sums of accounts as figures of the plan; what each account counts for the fund ledger says. */
export const figuresOf = (groups: readonly RowGroup[]): Figures => groups.reduce((total, { account, change }) => {
  const [name, amount] = [account as Account, BigInt(String(change))];
  const plan = total.plan + (isPlanned(name) ? amount : 0n);
  const disbursed = total.disbursed + (isDisbursed(name) ? amount : 0n);
  return { plan, disbursed, allocated: total.allocated + (isAllocated(name) ? amount : 0n), left: plan - disbursed };
}, nothing);

/** One column of the pivot: a source and a capital type. */
export interface Kind {
  readonly source: string;
  readonly capitalType: string;
}

/** The columns that hold anything, in the order in which sources and types are spoken of. */
export function kindsIn(groups: readonly RowGroup[], sources: readonly string[], types: readonly string[]): readonly Kind[] {
  const has = ({ source, capitalType }: Kind): boolean => groups.some((group) => group['source'] === source && group['capitalType'] === capitalType);
  return sources.flatMap((source) => types.map((capitalType) => ({ source, capitalType }))).filter(has);
}

export const isOf = ({ source, capitalType }: Kind) => (group: RowGroup): boolean => group['source'] === source && group['capitalType'] === capitalType;
