import type { Finding, FindingKind, Outcome, VerificationStep } from '@ledger/platform/audit-log';
import type { FoldStatus } from '@ledger/platform/fold';

export type IntegrityStep = VerificationStep | 'fold';

export const integritySteps: readonly IntegrityStep[] = ['read', 'hash', 'tree', 'checkpoint', 'signatures', 'fold'];

/** What one step came to: `part` where it could not show everything, `none` where there was nothing to do. */
export interface StepReport {
  readonly step: IntegrityStep;
  /** Events, leaves, tiles, signatures or tables that were looked at. */
  readonly count: number;
  readonly ms: number;
  readonly result: 'good' | 'bad' | 'part' | 'none';
  readonly findings: readonly Finding[];
}

/** What nobody can learn from this check, and where it can be learnt. */
export type NotChecked = 'stored-bytes' | 'unsealed' | 'witnesses' | 'own-policy' | 'held-checkpoint' | 'partial-tables' | 'store-made' | 'evidence';

/** An integrity check as plain JSON: the same for a server and for a bundle. */
export interface IntegrityReport {
  readonly checked: 'server' | 'bundle';
  /** The file, or the server's address. */
  readonly of: string;
  /** When it was begun, ISO 8601 UTC, by this machine's clock. */
  readonly at: string;
  readonly ms: number;
  readonly outcome: Outcome;
  readonly checkpoint?: { readonly origin: string; readonly size: string; readonly root: string };
  readonly cosignatures: readonly { readonly witness: string; readonly time: string }[];
  readonly events: number;
  readonly steps: readonly StepReport[];
  /** The first event that is not what was sealed. */
  readonly firstBad?: Finding;
  readonly moreFindings: number;
  readonly folded: readonly FoldStatus[];
  readonly notChecked: readonly NotChecked[];
}

const STEP_OF: { readonly [K in FindingKind]?: IntegrityStep } = {
  'event-differs': 'hash', 'event-not-canonical': 'hash', 'recorded-at-differs': 'hash', 'revision-gap': 'hash', 'event-unlisted': 'hash', 'event-damaged': 'hash',
  'event-missing': 'tree', 'event-inserted': 'tree', 'event-moved': 'tree', 'tile-differs': 'tree', 'tile-missing': 'tree', 'root-differs': 'tree', 'not-included': 'tree',
  'never-sealed': 'checkpoint', 'origin-differs': 'checkpoint', 'rolled-back': 'checkpoint', 'inconsistent': 'checkpoint', 'split-view': 'checkpoint', 'manifest-differs': 'checkpoint', 'consistency-unproven': 'checkpoint', 'checkpoint-missing': 'checkpoint', 'uncosigned': 'checkpoint', 'unsealed': 'checkpoint',
  'unsigned': 'signatures', 'signature-wrong': 'signatures', 'quorum-missing': 'signatures', 'own-policy': 'signatures', 'own-key': 'signatures', 'stale': 'signatures',
};

/** Where a finding belongs; what is wrong with a file or its form shows while it is read. */
export const stepOf = ({ kind }: Finding): IntegrityStep => STEP_OF[kind] ?? 'read';

/** The finding that names the event of the lowest index among those that are not what was sealed. */
export function firstBadOf(findings: readonly Finding[]): Finding | undefined {
  const named = findings.filter(({ level, index }) => level === 'tampered' && index !== undefined);
  return named.reduce<Finding | undefined>((first, each) => (first === undefined || BigInt(each.index!) < BigInt(first.index!) ? each : first), undefined) ?? findings.find(({ level }) => level === 'tampered');
}

export function stepReport(step: IntegrityStep, count: number, ms: number, all: readonly Finding[]): StepReport {
  const findings = all.filter((finding) => stepOf(finding) === step);
  const isBad = findings.some(({ level }) => level === 'tampered' || level === 'unreadable' || level === 'internal');
  const isPart = findings.some(({ level, kind }) => level === 'unproven' || kind === 'own-key');
  return { step, count, ms: Math.round(ms), findings, result: isBad ? 'bad' : isPart ? 'part' : count === 0 ? 'none' : 'good' };
}
