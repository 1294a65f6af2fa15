/** `part / whole` as a percentage with `digits` decimals, rounded once, half up, from the exact ratio; undefined when `whole` is 0. */
export function percent(part: bigint, whole: bigint, digits = 2): number | undefined {
  return whole === 0n ? undefined : Number(quotient(part * 100n, whole, digits));
}

/** `part / whole` as a decimal text with `digits` decimals, rounded once, half up (away from zero), from the exact ratio. */
export function quotient(part: bigint, whole: bigint, digits: number): string {
  const negative = part < 0n !== whole < 0n && part !== 0n;
  const [n, d] = [part < 0n ? -part : part, whole < 0n ? -whole : whole];
  const rounded = (2n * n * 10n ** BigInt(digits) + d) / (2n * d);
  const text = rounded.toString().padStart(digits + 1, '0');
  const shown = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return negative && rounded !== 0n ? `-${shown}` : shown;
}
