import { Malformed, parseCheckpoint, parseNote, type Checkpoint } from '@ledger/platform/audit-log/node';

/** The body of `add-checkpoint` (c2sp.org/tlog-witness), nothing verified. */
export interface AddCheckpoint {
  readonly old: bigint;
  readonly proof: readonly Uint8Array[];
  readonly note: string;
  readonly text: string;
  readonly checkpoint: Checkpoint;
}

const PROOF_LINES_MAX = 63;
const OLD = /^old (0|[1-9][0-9]{0,18})$/;
const HASH = /^[A-Za-z0-9+/]{43}=$/;
const OLD_MAX = 2n ** 63n - 1n;

/** Throws `Malformed`. */
export function parseAddCheckpoint(body: Uint8Array): AddCheckpoint {
  const whole = utf8(body);
  const blank = whole.indexOf('\n\n');
  if (blank < 0) throw new Malformed('request', 'no empty line before the checkpoint');
  const [first, ...lines] = whole.slice(0, blank).split('\n');
  const size = OLD.exec(first!)?.[1];
  if (size === undefined || BigInt(size) > OLD_MAX) throw new Malformed('request', 'it does not begin with old and a tree size');
  if (lines.length > PROOF_LINES_MAX) throw new Malformed('request', `more than ${PROOF_LINES_MAX} hashes`);
  const note = whole.slice(blank + 2);
  const { text } = parseNote(note);
  return { old: BigInt(size), proof: lines.map(hashOf), note, text, checkpoint: parseCheckpoint(text) };
}

function hashOf(line: string): Uint8Array {
  const bytes = Buffer.from(line, 'base64');
  // Stray bits in the last letter would make a second spelling of the same hash.
  if (!HASH.test(line) || bytes.toString('base64') !== line) throw new Malformed('request', 'a line of the proof is not 32 bytes in base64');
  return new Uint8Array(bytes);
}

function utf8(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    throw new Malformed('request', 'not UTF-8 text');
  }
}
