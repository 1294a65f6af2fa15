import { apportion } from '../apportion';
import { after, workdays } from '../calendar';
import { varietyOf } from '../variety';
import type { CapitalType, HolderLine } from './capital-plan';

/** Amounts are whole đồng. */
export interface PlannedPayment {
  readonly id: string;
  readonly amount: bigint;
  readonly preparedOn: string;
  readonly paidOn: string;
}

export interface PlannedAdvance extends PlannedPayment {
  /** Accepted volume that settles a part of it, on that day; the rest is outstanding at the close. */
  readonly settled: bigint;
  readonly settledOn: string;
}

/** What is spent from one district's line: a contract, an advance on it, payments for accepted volume. */
export interface LineSpending {
  readonly committed: bigint;
  readonly committedOn: string;
  readonly advance?: PlannedAdvance;
  readonly payments: readonly PlannedPayment[];
}

const MILLION = 1_000_000n;
/** Below it a line's money is paid at once; in million đồng. */
const PAID_AT_ONCE = 150;
const PERIODS = [['2024-05-06', '2024-07-26'], ['2024-08-05', '2024-10-25'], ['2024-11-04', '2025-01-15']] as const;
/** Investment follows the building season, public-service money comes late: parts of a hundred per period. */
const RHYTHM: { readonly [T in CapitalType]: readonly number[] } = { 'investment': [28, 32, 40], 'public-service': [18, 27, 55] };

const millions = (amount: bigint): number => Number(amount / MILLION);
const dong = (amount: number): bigint => BigInt(amount) * MILLION;

/** The spending of one line, which adds up to what it is to have disbursed; the same every time. */
export function lineSpending(line: HolderLine, capitalType: CapitalType, name: string): LineSpending {
  const variety = varietyOf(`payments-${line.line}`);
  const dayIn = ([from, until]: readonly [string, string]): string => {
    const days = workdays(from, until);
    return days[variety.between(0, days.length - 1)]!;
  };
  const advance = millions(line.advance) === 0 ? undefined : plannedAdvance(line, `${name}-TU`, dayIn);
  const rest = millions(line.disbursed - (advance?.amount ?? 0n));
  const periods = rest < PAID_AT_ONCE ? PERIODS.slice(-1) : PERIODS;
  const parts = apportion(rest, periods.map((_, index) => RHYTHM[capitalType].at(index - periods.length)! + variety.between(-6, 6)));
  const payments = parts.map((part, index) => {
    const preparedOn = dayIn(periods[index]!);
    return { id: `${name}-${index + 1}`, amount: dong(part), preparedOn, paidOn: after(preparedOn, variety.between(2, 8)) };
  });
  return { committed: line.disbursed, committedOn: dayIn(['2024-04-01', '2024-04-26']), advance, payments: payments.filter(({ amount }) => amount > 0n) };
}

function plannedAdvance(line: HolderLine, id: string, dayIn: (period: readonly [string, string]) => string): PlannedAdvance {
  const outstanding = line.advance;
  const settled = dong(Math.min(millions(outstanding), millions(line.disbursed - outstanding) / 2 | 0));
  const preparedOn = dayIn(['2024-04-29', '2024-05-17']);
  return { id, amount: outstanding + settled, preparedOn, paidOn: after(preparedOn, 5), settled, settledOn: dayIn(['2024-10-07', '2024-12-20']) };
}
