import { searchKey } from '@ledger/fields';

const SPARE = [...'1234567890'];

/** For each title a key of its own to follow `g`: its first letter that no title before it took, otherwise a digit; beyond these none. */
export function goKeys(titles: readonly string[]): readonly (string | undefined)[] {
  const taken = new Set<string>();
  return titles.map((title) => {
    const key = [...searchKey(title).replace(/[^a-z]/g, ''), ...SPARE].find((each) => !taken.has(each));
    if (key !== undefined) taken.add(key);
    return key;
  });
}
