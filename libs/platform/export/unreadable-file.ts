import type { Words } from '@ledger/kit';

/** The file cannot be read as what its name says it is. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';

  /** `place`: the file, with the line where there is one: `rows.csv:7`. */
  constructor(readonly place: string, readonly words: Words) {
    super(`${place}: ${words.en}`);
  }
}
