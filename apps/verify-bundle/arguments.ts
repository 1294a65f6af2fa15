import { parseDuration } from './duration';

export interface Wish {
  readonly bundle: string;
  readonly policy?: string;
  readonly keys: readonly string[];
  readonly trustedCheckpoint?: string;
  /** Seconds. */
  readonly maxAge?: number;
  /** Seconds. */
  readonly lateAfter?: number;
  readonly json: boolean;
}

/** Words on the command line that make no sense. */
export class Misused extends Error {
  override readonly name = 'Misused';
}

/** What the command line asks for. Throws `Misused`. */
export function parseArguments(words: readonly string[]): Wish {
  const wish: { bundle?: string; policy?: string; keys: string[]; trustedCheckpoint?: string; maxAge?: number; lateAfter?: number; json: boolean } = { keys: [], json: false };
  const queue = [...words];
  const valueOf = (option: string): string => queue.shift() ?? refuse(`${option} …?`);
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word === '--policy') wish.policy = valueOf(word);
    else if (word === '--key') wish.keys.push(...keysIn(valueOf(word)));
    else if (word === '--trusted-checkpoint') wish.trustedCheckpoint = valueOf(word);
    else if (word === '--max-age') wish.maxAge = parseDuration(valueOf(word)) ?? refuse('--max-age 90s|30m|36h|7d|2w');
    else if (word === '--late') wish.lateAfter = parseDuration(valueOf(word)) ?? refuse('--late 30d');
    else if (word === '--json') wish.json = true;
    else if (word.startsWith('-') || wish.bundle !== undefined) refuse(word);
    else wish.bundle = word;
  }
  const { bundle = refuse('<bundle.zip>?'), ...rest } = wish;
  return { bundle, ...rest };
}

/** A vkey has no spaces: several may stand in one word, a line each, as the address of the keys answers while two of them sign. */
const keysIn = (lines: string): readonly string[] => lines.split(/\s+/).filter((line) => line !== '');

function refuse(what: string): never {
  throw new Misused(what);
}
