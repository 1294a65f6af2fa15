import { toBase64 } from './base64';
import { BundleArchive, Damaged } from './bundle-archive';
import { checkBundle } from './bundle-check';
import { bundleSource, type BlobLike, type BundleSource } from './bundle-source';
import { instant, type TrustOptions } from './checkpoint-trust';
import { Findings, type ExitCode, type Finding, type Outcome } from './finding';
import { Malformed } from './malformed';

/** What a verification does, for whoever wants to know how long each part took. */
export type VerificationStep = 'read' | 'hash' | 'tree' | 'checkpoint' | 'signatures';

export interface VerifyBundleOptions extends TrustOptions {
  /** Told after each piece of work which step it belonged to: the time since it was told last is that step's. */
  readonly onStep?: (step: VerificationStep) => void;
  /** Told how many of the events have been looked at. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What a verification says, as plain JSON. */
export interface Verdict {
  readonly exit: ExitCode;
  readonly outcome: Outcome;
  /** What the checkpoint says; undefined when it could not be read. */
  readonly checkpoint?: { readonly origin: string; readonly size: string; readonly root: string };
  /** The witnesses of the policy that have cosigned it, and when they say they did. */
  readonly cosignatures: readonly { readonly witness: string; readonly time: string }[];
  /** How many events were hashed again. */
  readonly events: number;
  readonly findings: readonly Finding[];
  /** Findings beyond those. */
  readonly more: number;
}

/**
 * Verifies a bundle offline, step by step: the note's signatures, the witnesses' quorum, each event's stored bytes against its entry,
 * each entry's leaf against the tree, the tree against the signed root, the root against the checkpoint the verifier has
 * kept, revisions without gaps, and reports against their manifests. Never throws: whatever is wrong is in the verdict.
 * Without a policy or keys of the verifier's own, the bundle's policy is used and the exit code is at least 2.
 */
export async function verifyBundle(bundle: Uint8Array | BlobLike | BundleSource, options: VerifyBundleOptions = {}): Promise<Verdict> {
  const findings = new Findings();
  const progress: Progress = { events: 0 };
  try {
    await checkBundle(await BundleArchive.open(bundleSource(bundle)), options, findings, progress);
  } catch (error) {
    if (error instanceof Malformed) findings.add('malformed', { detail: error.message });
    else if (error instanceof Damaged) findings.add('file-damaged', { detail: error.message });
    else findings.add('internal', { detail: error instanceof Error ? error.message : String(error) });
  }
  return verdictOf(findings, progress);
}

/** What is known so far; a verification that breaks off still tells it. */
export interface Progress {
  events: number;
  looked?: import('./checkpoint-trust').LookedAtCheckpoint;
}

export function verdictOf(findings: Findings, { events, looked }: Progress): Verdict {
  const cosignatures = (looked?.opened?.cosignatures ?? []).map(({ witness, time }) => ({ witness: witness.name, time: instant(time) }));
  const checkpoint = looked && { origin: looked.checkpoint.origin, size: String(looked.checkpoint.size), root: toBase64(looked.checkpoint.root) };
  return { exit: findings.exit, outcome: findings.outcome, ...(checkpoint && { checkpoint }), cosignatures, events, findings: findings.found, more: findings.left };
}
