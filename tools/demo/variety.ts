/**
 * A stream of whole numbers that looks irregular and is the same every time for the same seed (mulberry32), so that
 * made-up days and orders differ from row to row and never from load to load.
 */
export interface Variety {
  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number;
  shuffled<T>(items: readonly T[]): T[];
}

export function varietyOf(seed: string): Variety {
  let state = [...seed].reduce((hash, letter) => Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193), 0x811c9dc5);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const between = (min: number, max: number) => min + (next() % (max - min + 1));
  return {
    between,
    shuffled: (items) => {
      const copy = [...items];
      for (let last = copy.length - 1; last > 0; last -= 1) {
        const other = between(0, last);
        [copy[last], copy[other]] = [copy[other]!, copy[last]!];
      }
      return copy;
    },
  };
}
