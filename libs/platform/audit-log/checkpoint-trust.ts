import { isBytes } from './bytes';
import { parseCheckpoint, type Checkpoint } from './checkpoint';
import type { Ed25519 } from './ed25519';
import type { FindingKind, Findings } from './finding';
import { Malformed } from './malformed';
import { openCheckpoint, type OpenedCheckpoint } from './open-checkpoint';
import { isQuorumMet, parsePolicy, type Policy, type PolicyGroup, type PolicyWitness } from './policy';
import { NotVerified, parseNote } from './signed-note';
import { ED25519_COSIGNATURE, ED25519_NOTE, parseVerifierKey, type VerifierKey } from './verifier-key';

/** What the one who verifies brings along: nothing of it comes from the one who is verified. */
export interface TrustOptions {
  /** A policy, or the text of one (c2sp.org/tlog-policy). */
  readonly policy?: Policy | string | Uint8Array;
  /** Instead of a policy: keys of logs, any of which must have signed, and of witnesses, all of which must have cosigned. */
  readonly verifierKeys?: readonly (VerifierKey | string)[];
  /** The note of a checkpoint that the verifier has kept from before. */
  readonly trustedCheckpoint?: string | Uint8Array;
  /** Milliseconds since 1970 UTC; needed for `maxAge`. */
  readonly now?: number;
  /** Seconds: the quorum's cosignatures must be no older. */
  readonly maxAge?: number;
  /** Seconds: events recorded longer than this after the beginning of their effective day are told. */
  readonly lateAfter?: number;
  readonly using?: Ed25519;
}

/** A checkpoint whose signatures were looked at; `opened` is undefined when they do not hold. */
export interface LookedAtCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly opened?: OpenedCheckpoint;
}

/** The verifier's policy; undefined when none was brought along. Throws `Malformed`. */
export function policyOf({ policy, verifierKeys }: TrustOptions): Policy | undefined {
  if (policy !== undefined) return typeof policy === 'string' || isBytes(policy) ? parsePolicy(policy) : policy;
  if (verifierKeys === undefined || verifierKeys.length === 0) return undefined;
  const keys = verifierKeys.map((key) => (typeof key === 'string' ? parseVerifierKey(key) : key));
  const witnesses = keys.filter(({ type }) => type === ED25519_COSIGNATURE).map((key): PolicyWitness => ({ kind: 'witness', name: key.name, key }));
  const all: PolicyGroup = { kind: 'group', name: 'all', threshold: witnesses.length, members: witnesses };
  return { logs: keys.filter(({ type }) => type === ED25519_NOTE).map((key) => ({ key })), witnesses, groups: [], quorum: witnesses.length > 0 ? all : 'none' };
}

/** Looks at a note: signatures first, then what it says. Finds `signature-wrong` or `unsigned`; throws `Malformed`. */
export async function lookAtCheckpoint(note: string | Uint8Array, policy: Policy | undefined, findings: Findings, file: string, using?: Ed25519): Promise<LookedAtCheckpoint> {
  try {
    const opened = await openCheckpoint(note, policy ?? { logs: [], witnesses: [], groups: [], quorum: 'none' }, using);
    return { checkpoint: opened.checkpoint, opened };
  } catch (error) {
    if (!(error instanceof NotVerified)) throw error;
    if (policy !== undefined) findings.add(error.reason === 'bad-signature' ? 'signature-wrong' : 'unsigned', { file, detail: error.message });
    return { checkpoint: parseCheckpoint(parseNote(note).text) };
  }
}

/** Finds `quorum-missing`, and `stale` when the quorum's cosignatures are older than the verifier allows. */
export function judgeCosignatures({ cosignatures, quorumMet, checkpoint }: OpenedCheckpoint, policy: Policy, { now, maxAge }: TrustOptions, findings: Findings): void {
  const size = String(checkpoint.size);
  const found = (kind: FindingKind, detail: string): void => findings.add(kind, { size, detail });
  if (!quorumMet) return found('quorum-missing', `${cosignatures.length} of ${policy.witnesses.length} witnesses have cosigned`);
  if (now === undefined || maxAge === undefined) return;
  const since = BigInt(Math.floor(now / 1_000) - maxAge);
  const fresh = new Set(cosignatures.filter(({ time }) => time >= since).map(({ witness }) => witness));
  const latest = cosignatures.reduce((most, { time }) => (time > most ? time : most), 0n);
  if (policy.quorum === 'none' && fresh.size === 0) return found('stale', latest === 0n ? 'nobody outside has said when' : `last cosigned ${instant(latest)}`);
  if (!isQuorumMet(policy, (witness) => fresh.has(witness))) found('stale', `last cosigned ${instant(latest)}`);
}

/** The checkpoint the verifier has kept. Throws `Malformed`, for one that the policy's log did not sign too. */
export async function heldCheckpoint({ trustedCheckpoint, using }: TrustOptions, policy: Policy | undefined): Promise<Checkpoint | undefined> {
  if (trustedCheckpoint === undefined) return undefined;
  try {
    if (policy === undefined) return parseCheckpoint(parseNote(trustedCheckpoint).text);
    return (await openCheckpoint(trustedCheckpoint, policy, using)).checkpoint;
  } catch (error) {
    if (error instanceof Malformed || error instanceof NotVerified) throw new Malformed('trusted checkpoint', error.message);
    throw error;
  }
}

/** A time in POSIX seconds as ISO 8601; far beyond the calendar, the number itself. */
export function instant(time: bigint): string {
  return time < 253_402_300_800n ? new Date(Number(time) * 1_000).toISOString() : String(time);
}
