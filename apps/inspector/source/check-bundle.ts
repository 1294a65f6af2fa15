import type { Register } from '@ledger/kit';
import { verifyBundle, type BlobLike, type Finding, type TrustOptions, type VerificationStep, type Verdict } from '@ledger/platform/audit-log';
import type { FoldStatus } from '@ledger/platform/fold';
import { BundleAnswers } from './bundle-answers';
import { readBundle } from './bundle-content';
import { firstBadOf, stepReport, type IntegrityReport, type IntegrityStep, type NotChecked } from './integrity-report';
import { Stopwatch } from './stopwatch';

/** How far a check is. */
export interface CheckProgress {
  readonly step: IntegrityStep;
  readonly done: number;
  readonly total: number;
}

export interface CheckOptions extends Pick<TrustOptions, 'policy' | 'trustedCheckpoint'> {
  readonly registers: readonly Register[];
  readonly clock: () => number;
  readonly onProgress?: (progress: CheckProgress) => void;
}

/** Checks a bundle with the verifier that `verify-bundle.mjs` is, and folds its events. Never throws. */
export async function checkBundle(file: Uint8Array | BlobLike, { registers, clock, name, onProgress = () => undefined, ...trust }: CheckOptions & { readonly name: string }): Promise<IntegrityReport> {
  const at = clock();
  const watch = new Stopwatch<IntegrityStep>(clock);
  const onStep = (step: VerificationStep): void => watch.spent(step);
  const verdict = await verifyBundle(file, { ...trust, onStep, onProgress: (done, total) => onProgress({ step: 'hash', done, total }) });
  watch.spent('tree');
  const { folded, isPartial } = await foldOf(file, registers, onProgress, clock);
  watch.spent('fold');
  const findings: readonly Finding[] = verdict.findings;
  const count = countsOf(verdict);
  const steps = (['read', 'hash', 'tree', 'checkpoint', 'signatures'] as const).map((step) => stepReport(step, count[step], watch.of(step), findings));
  const parked = folded.some(({ poison }) => poison !== undefined);
  return {
    checked: 'bundle', of: name, at: new Date(at).toISOString(), ms: Math.round(clock() - at), outcome: verdict.outcome,
    ...(verdict.checkpoint && { checkpoint: verdict.checkpoint }), cosignatures: verdict.cosignatures, events: verdict.events,
    steps: [...steps, { step: 'fold', count: folded.length, ms: Math.round(watch.of('fold')), findings: [], result: folded.length === 0 ? 'none' : parked ? 'part' : 'good' }],
    firstBad: firstBadOf(findings), moreFindings: verdict.more, folded, notChecked: notCheckedOf(verdict, trust, isPartial),
  };
}

const countsOf = ({ events, checkpoint, cosignatures }: Verdict): { readonly [S in VerificationStep]: number } => ({
  read: events, hash: events, tree: Number(checkpoint?.size ?? 0), checkpoint: checkpoint ? 1 : 0, signatures: checkpoint ? 1 + cosignatures.length : 0,
});

/** The tables made again from the events; none where the events are not enough, or cannot be read. */
async function foldOf(file: Uint8Array | BlobLike, registers: readonly Register[], onProgress: (progress: CheckProgress) => void, now: () => number): Promise<{ readonly folded: readonly FoldStatus[]; readonly isPartial: boolean }> {
  try {
    const content = await readBundle(file);
    const isPartial = content.manifest.selection.events !== 'all' || content.unreadable > 0;
    if (isPartial) return { folded: [], isPartial };
    const total = registers.flatMap(({ projections }) => projections).length;
    let done = 0;
    return { folded: new BundleAnswers(content, registers, now).ledger.foldAll(undefined, () => onProgress({ step: 'fold', done: (done += 1), total })), isPartial };
  } catch {
    // The verdict says what is wrong with the file.
    return { folded: [], isPartial: true };
  }
}

function notCheckedOf({ cosignatures }: Verdict, { policy, trustedCheckpoint }: Pick<TrustOptions, 'policy' | 'trustedCheckpoint'>, isPartial: boolean): readonly NotChecked[] {
  return [
    ...(policy === undefined ? (['own-policy'] as const) : []),
    ...(cosignatures.length === 0 ? (['witnesses'] as const) : []),
    ...(trustedCheckpoint === undefined ? (['held-checkpoint'] as const) : []),
    ...(isPartial ? (['partial-tables'] as const) : []),
    'evidence',
  ];
}
