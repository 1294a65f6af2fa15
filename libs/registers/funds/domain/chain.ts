/**
 * A list that only grows, newest first. Growing shares what was there, so a stream of n events folds in O(n)
 * and every earlier state stays as it was.
 */
export interface Chain<T> {
  readonly newest: T;
  readonly older?: Chain<T>;
}

export const grown = <T>(chain: Chain<T> | undefined, newest: T): Chain<T> => ({ newest, older: chain });

export function find<T>(chain: Chain<T> | undefined, wanted: (value: T) => boolean): T | undefined {
  for (let link = chain; link; link = link.older) if (wanted(link.newest)) return link.newest;
  return undefined;
}
