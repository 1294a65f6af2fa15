import type { Register } from '@ledger/kit';
import { verifyBundle, type BlobLike, type TrustOptions, type VerificationStep } from '@ledger/platform/audit-log';
import type { FoldStatus } from '@ledger/platform/fold';
import { BundleAnswers } from './bundle-answers';
import { readBundle } from './bundle-content';
import { notCheckedWithout, reportOf, type IntegrityReport, type IntegrityStep } from './integrity-report';
import { Stopwatch } from './stopwatch';

/** How far a check is. */
export interface CheckProgress {
  readonly step: IntegrityStep;
  readonly done: number;
  readonly total: number;
  /** How much of the whole check is done, from 0 to 1, where steps are taken together. */
  readonly share?: number;
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
  return reportOf({
    checked: 'bundle', of: name, from: at, to: clock(), verdict, leaves: Number(verdict.checkpoint?.size ?? 0), spentOn: (step) => watch.of(step), folded,
    notChecked: [...notCheckedWithout(trust, verdict), ...(isPartial ? (['partial-tables'] as const) : []), 'evidence'],
  });
}

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
