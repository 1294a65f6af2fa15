/** What a signed checkpoint says of itself, unchecked. */
export interface CheckpointNote {
  /** How many leaves its tree has. */
  readonly size: number;
  /** Names of the keys that signed it. */
  readonly signers: readonly string[];
}

/** Reads a signed note (C2SP tlog-checkpoint): origin, size and root, an empty line, and a line for each signature. */
export function checkpointIn(note: string | undefined): CheckpointNote | undefined {
  const size = Number(note?.split('\n')[1]);
  if (note === undefined || !Number.isSafeInteger(size)) return undefined;
  return { size, signers: [...note.matchAll(/^— (\S+) /gm)].map(([, name]) => name!) };
}
