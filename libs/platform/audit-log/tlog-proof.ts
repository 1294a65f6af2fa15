import { fromBase64, toBase64 } from './base64';
import { parseCheckpoint } from './checkpoint';
import { ed25519, type Ed25519 } from './ed25519';
import { Malformed } from './malformed';
import { isHash, type Hash } from './merkle-tree';
import { openCheckpoint, type OpenedCheckpoint } from './open-checkpoint';
import type { Policy } from './policy';
import { NotVerified, parseNote } from './signed-note';
import { parseTreeSize, treeSize, type TreeSize } from './tree-size';
import { asText } from './utf8';
import { verifyInclusion } from './verify-proof';

/** That a leaf is in the tree of a checkpoint, in one file (c2sp.org/tlog-proof). Nothing vouches for `extra`. */
export interface TlogProof<Size extends TreeSize = bigint> {
  readonly extra?: Uint8Array;
  readonly index: Size;
  /** The inclusion proof, the leaf's sibling first. */
  readonly hashes: readonly Hash[];
  /** The checkpoint's note, as the log published it. */
  readonly checkpoint: string;
}

const HEADER = 'c2sp.org/tlog-proof@v1';
const HASHES_MAX = 63;
const PROOF_LENGTH_MAX = 2_000_000;

/** The text of a proof file. Throws `Malformed` or RangeError when it could not be read back. */
export function formatTlogProof({ extra, index, hashes, checkpoint }: TlogProof<TreeSize>): string {
  const extraLine = extra && extra.length > 0 ? [`extra ${toBase64(extra)}`] : [];
  const text = [HEADER, ...extraLine, `index ${treeSize(index, 'index')}`, ...hashes.map(toBase64), '', checkpoint].join('\n');
  parseTlogProof(text);
  return text;
}

/** The proof of a file, nothing verified. Throws `Malformed`. */
export function parseTlogProof(file: string | Uint8Array): TlogProof {
  if (file.length > PROOF_LENGTH_MAX) throw new Malformed('proof', `longer than ${PROOF_LENGTH_MAX}`);
  const text = asText(file);
  const blank = text?.indexOf('\n\n') ?? -1;
  if (text === undefined || blank < 0) throw new Malformed('proof', 'not UTF-8 text with an empty line before the checkpoint');
  const [header, ...lines] = text.slice(0, blank).split('\n');
  if (header !== HEADER) throw new Malformed('proof', `it does not begin with ${HEADER}`);
  const extra = lines[0]?.startsWith('extra ') ? parseExtra(lines.shift()!) : undefined;
  const index = parseIndex(lines.shift());
  if (lines.length > HASHES_MAX) throw new Malformed('proof', `more than ${HASHES_MAX} hashes`);
  const checkpoint = text.slice(blank + 2);
  parseCheckpoint(parseNote(checkpoint).text);
  return { ...(extra && { extra }), index, hashes: lines.map(parseHash), checkpoint };
}

/**
 * What a proof shows under this policy for the leaf with this hash, which its reader makes from the entry itself. Throws
 * `Malformed`, or `NotVerified` when a signature is wrong or the leaf is not in the checkpoint's tree at that index;
 * look at `quorumMet` before relying on it.
 */
export async function openTlogProof(file: string | Uint8Array, leafHash: Hash, policy: Policy, using: Ed25519 = ed25519()): Promise<OpenedCheckpoint & { readonly index: bigint }> {
  const { index, hashes, checkpoint } = parseTlogProof(file);
  const opened = await openCheckpoint(checkpoint, policy, using);
  if (!verifyInclusion(index, opened.checkpoint.size, leafHash, hashes, opened.checkpoint.root)) {
    throw new NotVerified('not-included', `the leaf is not at index ${index} of the tree of ${opened.checkpoint.size}`);
  }
  return { ...opened, index };
}

function parseExtra(line: string): Uint8Array {
  const extra = fromBase64(line.slice('extra '.length));
  if (extra === undefined || extra.length === 0) throw new Malformed('proof', 'the extra data is not base64');
  return extra;
}

function parseIndex(line: string | undefined): bigint {
  const index = line?.startsWith('index ') ? parseTreeSize(line.slice('index '.length)) : undefined;
  if (index === undefined) throw new Malformed('proof', 'no index in decimal without leading zeros below 2^63');
  return index;
}

function parseHash(line: string): Hash {
  const hash = fromBase64(line);
  if (!isHash(hash)) throw new Malformed('proof', 'a line of the proof is not 32 bytes in base64');
  return hash;
}
