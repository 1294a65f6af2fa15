import { parseCheckpoint, type Checkpoint } from './checkpoint';
import { ed25519, type Ed25519 } from './ed25519';
import { isQuorumMet, type Policy, type PolicyWitness } from './policy';
import { NotVerified, openNote, type VerifiedSignature } from './signed-note';
import type { VerifierKey } from './verifier-key';

/** A cosignature by a witness of the policy. `time` is when it says it signed, in POSIX seconds. */
export interface Cosignature {
  readonly witness: PolicyWitness;
  readonly time: bigint;
}

export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint;
  /** The log that signed it. */
  readonly log: VerifierKey;
  readonly cosignatures: readonly Cosignature[];
  /** Without the quorum the checkpoint is the log's word alone, and must not be relied on. */
  readonly quorumMet: boolean;
}

/**
 * The checkpoint of a note that a log of the policy has signed, with what its witnesses say. Throws `Malformed`, or
 * `NotVerified` when a known key's signature is wrong or no log of the policy signed a checkpoint of its own origin.
 */
export async function openCheckpoint(note: string | Uint8Array, policy: Policy, using: Ed25519 = ed25519()): Promise<OpenedCheckpoint> {
  const { text, signatures } = await openNote(note, keysOf(policy), using);
  const checkpoint = parseCheckpoint(text);
  const logs = new Set(policy.logs.map(({ key }) => identity(key)));
  const log = signatures.find(({ key }) => logs.has(identity(key)) && key.name === checkpoint.origin)?.key;
  if (log === undefined) throw new NotVerified('no-log-signature', `no log of the policy has signed a checkpoint of ${checkpoint.origin}`);
  const cosignatures = policy.witnesses.flatMap((witness) => latest(witness, signatures));
  const cosigners = new Set(cosignatures.map(({ witness }) => witness));
  return { checkpoint, log, cosignatures, quorumMet: isQuorumMet(policy, (witness) => cosigners.has(witness)) };
}

function latest(witness: PolicyWitness, signatures: readonly VerifiedSignature[]): Cosignature[] {
  const times = signatures.flatMap(({ key, time }) => (identity(key) === identity(witness.key) && time !== undefined ? [time] : []));
  return times.length === 0 ? [] : [{ witness, time: times.reduce((one, other) => (one > other ? one : other)) }];
}

/** A key may stand in the policy as a log and as a witness; it is one key all the same. */
function keysOf({ logs, witnesses }: Policy): VerifierKey[] {
  const keys = [...logs, ...witnesses].map(({ key }) => key);
  return [...new Map(keys.map((key) => [`${identity(key)}+${key.publicKey.join()}`, key])).values()];
}

const identity = ({ name, keyId }: VerifierKey): string => `${name}+${keyId}`;
