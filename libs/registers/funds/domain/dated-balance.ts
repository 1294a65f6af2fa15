/** A balance by day: sorted, each step holding until the next; before the first step it is zero. */
export type DatedBalance = readonly { readonly day: string; readonly balance: bigint }[];

export const empty: DatedBalance = [];

const stepAt = (steps: DatedBalance, day: string): number => steps.findLastIndex((step) => step.day <= day);

/** The balance after everything dated up to a day. */
export const balanceOn = (steps: DatedBalance, day: string): bigint => steps[stepAt(steps, day)]?.balance ?? 0n;

/** The balance after everything. */
export const lastBalance = (steps: DatedBalance): bigint => steps.at(-1)?.balance ?? 0n;

/** What may be taken on a day so that neither that day nor any later one falls below zero. */
export function availableFrom(steps: DatedBalance, day: string): bigint {
  const index = stepAt(steps, day);
  return steps.slice(index + 1).reduce((least, { balance }) => (balance < least ? balance : least), steps[index]?.balance ?? 0n);
}

/** The same balance with a change that counts from a day on. */
export function changed(steps: DatedBalance, day: string, change: bigint): DatedBalance {
  const index = stepAt(steps, day);
  const before = steps[index]?.day === day ? steps.slice(0, index) : steps.slice(0, index + 1);
  const after = steps.slice(index + 1).map((step) => ({ day: step.day, balance: step.balance + change }));
  return [...before, { day, balance: balanceOn(steps, day) + change }, ...after];
}
