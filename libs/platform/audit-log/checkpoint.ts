import { fromBase64, toBase64 } from './base64';
import { Malformed } from './malformed';
import { isHash, type Hash } from './merkle-tree';
import { parseNote } from './signed-note';
import { parseTreeSize, treeSize, type TreeSize } from './tree-size';
import { asText } from './utf8';

/** What a log says about its tree (c2sp.org/tlog-checkpoint). `extensions` are opaque lines, usually none. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: bigint;
  readonly root: Hash;
  readonly extensions: readonly string[];
}

/**
 * The checkpoint of a note's text, or of a whole note, whose signatures it does not look at: open the note first, or use
 * `openCheckpoint`, wherever the checkpoint comes from somebody else. Throws `Malformed`.
 */
export function parseCheckpoint(text: string | Uint8Array): Checkpoint {
  const whole = asText(text);
  if (whole === undefined) throw new Malformed('checkpoint', 'not UTF-8 text');
  const body = whole.includes('\n\n') ? parseNote(whole).text : whole;
  if (/[\x00-\x09\x0b-\x1f]/.test(body) || !body.endsWith('\n')) throw new Malformed('checkpoint', 'a control character, or no newline at the end');
  const [origin, size, root, ...extensions] = body.slice(0, -1).split('\n');
  if (!origin || size === undefined || root === undefined || extensions.includes('')) throw new Malformed('checkpoint', 'not three or more lines, none of them empty');
  const leaves = parseTreeSize(size);
  if (leaves === undefined) throw new Malformed('checkpoint', 'the tree size is not a decimal number without leading zeros below 2^63');
  const hash = fromBase64(root);
  if (!isHash(hash)) throw new Malformed('checkpoint', 'the root is not 32 bytes in base64');
  return { origin, size: leaves, root: hash, extensions };
}

/** The text of a checkpoint, to be signed as a note. Throws `Malformed` or RangeError when it could not be read back. */
export function formatCheckpoint(checkpoint: { origin: string; size: TreeSize; root: Hash; extensions?: readonly string[] }): string {
  const { origin, size, root, extensions = [] } = checkpoint;
  const lines = [origin, String(treeSize(size, 'size')), toBase64(root), ...extensions];
  if (lines.some((line) => line === '' || line.includes('\n'))) throw new Malformed('checkpoint', 'a line is empty or holds a newline');
  const text = `${lines.join('\n')}\n`;
  parseCheckpoint(text);
  return text;
}
