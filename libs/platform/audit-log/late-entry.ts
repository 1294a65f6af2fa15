import type { Finding, Findings } from './finding';

/** The ledger's days are those of Asia/Ho_Chi_Minh, which has had this offset, and no other, since 1975. */
const ZONE = '+07:00';
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Finds `late-entry` when an event was recorded more than `lateAfter` seconds after its effective day began: true or not, it
 * says of the past what nobody could have known then.
 */
export function checkLateEntry(metadata: unknown, recordedAt: string, lateAfter: number | undefined, about: Partial<Finding>, findings: Findings): void {
  if (lateAfter === undefined) return;
  const effectiveOn = (metadata as { readonly effectiveOn?: unknown } | null | undefined)?.effectiveOn;
  if (typeof effectiveOn !== 'string' || !DAY.test(effectiveOn)) return;
  const seconds = (Date.parse(recordedAt) - Date.parse(`${effectiveOn}T00:00:00${ZONE}`)) / 1_000;
  if (seconds > lateAfter) findings.add('late-entry', { ...about, detail: `effective on ${effectiveOn}, recorded at ${recordedAt}` });
}
