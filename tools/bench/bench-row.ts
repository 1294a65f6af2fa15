/** One measured value, as `npm run bench` prints and stores it. */
export interface BenchRow {
  readonly suite: string;
  readonly name: string;
  /** Number of events it was measured at. */
  readonly size?: number;
  readonly value: number;
  /** For instance `appends/s`. */
  readonly unit: string;
  /** How many times the value of another row, by its name: measured in the same run, so it means something on any machine. */
  readonly ratio?: { readonly to: string; readonly value: number };
  /** The least `ratio.value` that is good enough. */
  readonly goal?: number;
  /** The largest `value` that is good enough. */
  readonly most?: number;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};
