import { fromBase64, toBase64 } from './base64';
import type { BundleArchive } from './bundle-archive';
import type { KnownRoot } from './bundle-tree-check';
import { sameBytes } from './bytes';
import type { Checkpoint } from './checkpoint';
import { lookAtCheckpoint } from './checkpoint-trust';
import type { Ed25519 } from './ed25519';
import type { Findings } from './finding';
import { Malformed } from './malformed';
import { isHash, type Hash } from './merkle-tree';
import type { Policy } from './policy';
import { asText } from './utf8';
import { verifyConsistency } from './verify-proof';

/** The checkpoint the verifier has kept, and whether this tree has been shown to go on from it. */
export interface HeldCheckpoint {
  readonly known: Checkpoint | undefined;
  shown: boolean;
}

const HASHES_MAX = 63;
const FILE_BYTES_MAX = 1_000_000;

/** The file `consistency.proof`: a hash in base64 on each line. */
export const formatConsistencyProof = (hashes: readonly Hash[]): string => hashes.map((hash) => `${toBase64(hash)}\n`).join('');

/** The hashes of the file. Throws `Malformed`. */
export function parseConsistencyProof(file: Uint8Array | string): Hash[] {
  const lines = asText(file)?.split('\n');
  if (lines === undefined || lines.pop() !== '' || lines.length > HASHES_MAX) throw new Malformed('consistency proof', `not at most ${HASHES_MAX} lines`);
  return lines.map((line) => {
    const hash = fromBase64(line);
    if (!isHash(hash)) throw new Malformed('consistency proof', 'a line is not 32 bytes in base64');
    return hash;
  });
}

/** The checkpoint before, if the bundle holds it, once its proof was verified. */
export async function checkPrevious(archive: BundleArchive, current: Checkpoint, policy: Policy | undefined, findings: Findings, using?: Ed25519): Promise<Checkpoint | undefined> {
  if (!archive.has('checkpoint.previous')) return undefined;
  const file = 'checkpoint.previous';
  const { checkpoint } = await lookAtCheckpoint(await archive.read(file, FILE_BYTES_MAX), policy, findings, file, using);
  const proof = parseConsistencyProof(await archive.read('consistency.proof', FILE_BYTES_MAX));
  const holds = checkpoint.origin === current.origin && verifyConsistency(checkpoint.size, current.size, proof, checkpoint.root, current.root);
  if (!holds) findings.add('inconsistent', { file, size: String(checkpoint.size) });
  return holds ? checkpoint : undefined;
}

/** Compares with what the verifier has kept; gives the root to be met while the tree grows, when it is smaller. */
export function checkHeld(held: HeldCheckpoint, previous: Checkpoint | undefined, current: Checkpoint, findings: Findings): KnownRoot[] {
  const { known } = held;
  if (known === undefined) return [];
  const size = String(known.size);
  const settled = (): KnownRoot[] => ((held.shown = true), []);
  if (known.origin !== current.origin) {
    findings.add('origin-differs', { detail: `${current.origin}, not ${known.origin}` });
    return settled();
  }
  if (known.size > current.size) {
    findings.add('rolled-back', { size, detail: `this checkpoint ends at ${current.size}` });
    return settled();
  }
  if (known.size === current.size) {
    if (!sameBytes(known.root, current.root)) findings.add('split-view', { size });
    return settled();
  }
  if (known.size === previous?.size) {
    if (!sameBytes(known.root, previous.root)) findings.add('split-view', { size });
    held.shown = true;
  }
  return [{ size: known.size, root: known.root, differs: () => findings.add('inconsistent', { size }) }];
}
