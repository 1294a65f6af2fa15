import { formatCheckpoint, parseNote, signNote } from '@ledger/platform/audit-log/node';
import type { SealedCheckpoint } from './checkpoint-stream';
import type { LogKeys } from './log-keys';

/** Whether a note bears a signature of every key that signs now; the signatures themselves are not verified. */
export function isSignedToday(note: string, { signers }: LogKeys): boolean {
  const { signatures } = parseNote(note);
  return signers.every(({ name, keyId }) => signatures.some((signature) => signature.name === name && signature.keyId === keyId));
}

/**
 * A recorded checkpoint as the keys of now sign it: itself, unless they were replaced since. What is signed stays the same text,
 * so that whoever knows the new key alone can check a tree to which nothing was added since the rotation.
 */
export async function signedToday(checkpoint: SealedCheckpoint, keys: LogKeys): Promise<SealedCheckpoint> {
  if (isSignedToday(checkpoint.note, keys)) return checkpoint;
  const { size, root } = checkpoint;
  return { ...checkpoint, note: await signNote(formatCheckpoint({ origin: keys.origin, size, root }), keys.signers) };
}
