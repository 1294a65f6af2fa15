import type { Finding, FindingKind, Outcome, TrustOptions, VerificationStep, Verdict } from '@ledger/platform/audit-log';
import type { FoldStatus } from '@ledger/platform/fold';

export type IntegrityStep = VerificationStep | 'fold';

export const integritySteps: readonly IntegrityStep[] = ['read', 'hash', 'tree', 'checkpoint', 'signatures', 'fold'];

/** What one step came to: `part` where it could not show everything, `none` where there was nothing to do. */
export interface StepReport {
  readonly step: IntegrityStep;
  /** Events, leaves, tiles, signatures or tables that were looked at. */
  readonly count: number;
  readonly ms: number;
  /** It was done in a thread of its own: its time runs beside that of the others. */
  readonly isBeside?: true;
  readonly result: 'good' | 'bad' | 'part' | 'none';
  readonly findings: readonly Finding[];
}

/** What nobody can learn from this check, and where it can be learnt. */
export type NotChecked = 'stored-bytes' | 'unsealed' | 'witnesses' | 'own-policy' | 'held-checkpoint' | 'partial-tables' | 'evidence';

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
const stepOf = ({ kind }: Finding): IntegrityStep => STEP_OF[kind] ?? 'read';

/** The finding that names the event of the lowest index among those that are not what was sealed. */
function firstBadOf(findings: readonly Finding[]): Finding | undefined {
  const named = findings.filter(({ level, index }) => level === 'tampered' && index !== undefined);
  return named.reduce<Finding | undefined>((first, each) => (first === undefined || BigInt(each.index!) < BigInt(first.index!) ? each : first), undefined) ?? findings.find(({ level }) => level === 'tampered');
}

function stepReport(step: IntegrityStep, count: number, ms: number, all: readonly Finding[]): StepReport {
  const findings = all.filter((finding) => stepOf(finding) === step);
  const isBad = findings.some(({ level }) => level === 'tampered' || level === 'unreadable' || level === 'internal');
  const isPart = findings.some(({ level, kind }) => level === 'unproven' || kind === 'own-key');
  return { step, count, ms: Math.round(ms), findings, result: isBad ? 'bad' : isPart ? 'part' : count === 0 ? 'none' : 'good' };
}

interface Checked extends Pick<IntegrityReport, 'checked' | 'of' | 'folded' | 'notChecked'> {
  /** Milliseconds since 1970 UTC, when it was begun and when it was over. */
  readonly from: number;
  readonly to: number;
  readonly verdict: Verdict;
  /** How many leaves the tree had that was made. */
  readonly leaves: number;
  /** Milliseconds that a step took. */
  readonly spentOn: (step: IntegrityStep) => number;
  /** The tables were folded in a thread of their own. */
  readonly isFoldBeside?: boolean;
}

/** What a check came to, from its verdict and the tables that were folded; all were unless one has stopped. */
export function reportOf({ from, to, verdict, leaves, spentOn, isFoldBeside, checked, of, folded, notChecked }: Checked): IntegrityReport {
  const { outcome, checkpoint, cosignatures, events, findings, more } = verdict;
  const counts: { readonly [S in VerificationStep]: number } = { read: events, hash: events, tree: leaves, checkpoint: checkpoint ? 1 : 0, signatures: checkpoint ? 1 + cosignatures.length : 0 };
  const isParked = folded.some(({ poison }) => poison !== undefined);
  return {
    checked, of, at: new Date(from).toISOString(), ms: Math.round(to - from), outcome, ...(checkpoint && { checkpoint }), cosignatures, events,
    steps: [
      ...(['read', 'hash', 'tree', 'checkpoint', 'signatures'] as const).map((step) => stepReport(step, counts[step], spentOn(step), findings)),
      { step: 'fold', count: folded.length, ms: Math.round(spentOn('fold')), ...(isFoldBeside && { isBeside: true }), findings: [], result: folded.length === 0 ? 'none' : isParked ? 'part' : 'good' },
    ],
    firstBad: firstBadOf(findings), moreFindings: more, folded, notChecked,
  };
}

/** What a check leaves open where its verifier brought nothing along, or no witness has signed. */
export const notCheckedWithout = ({ policy, trustedCheckpoint }: Pick<TrustOptions, 'policy' | 'trustedCheckpoint'>, { cosignatures }: Pick<Verdict, 'cosignatures'>): readonly NotChecked[] => [
  ...(policy === undefined ? (['own-policy'] as const) : []),
  ...(cosignatures.length === 0 ? (['witnesses'] as const) : []),
  ...(trustedCheckpoint === undefined ? (['held-checkpoint'] as const) : []),
];
