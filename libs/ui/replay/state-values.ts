/** One entry of a state: a field's name, a key of a map, or a place in a list. */
export interface Entry {
  readonly key: string;
  readonly value: unknown;
  /** Whether the key is a value of the ledger, such as a payment's id, and no field's name. */
  readonly isId: boolean;
  /** Whether the key is but a place in a list. */
  readonly isPlace?: boolean;
}

/** A value before and after; `path` leads to it from the state. */
export interface Difference {
  readonly path: readonly Entry[];
  readonly before: unknown;
  readonly after: unknown;
}

interface Linked {
  readonly newest: unknown;
  readonly older?: Linked;
}

/** So many entries of a chain are looked at: it grows without end, newest first. */
const CHAIN_MAX = 200;
const DIFFERENCES_MAX = 500;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const isLinked = (value: unknown): value is Linked => isObject(value) && 'newest' in value && Object.keys(value).every((key) => key === 'newest' || key === 'older');

/** Whether a value stands for itself and holds no others. */
export const isSimple = (value: unknown): boolean => !isObject(value) || entriesOf(value) === undefined;

function chainEntries(chain: Linked): readonly Entry[] {
  const entries: Entry[] = [];
  for (let link: Linked | undefined = chain; link && entries.length < CHAIN_MAX; link = link.older) entries.push({ key: String(entries.length), value: link.newest, isId: true, isPlace: true });
  return entries;
}

const IDENTIFIER = /^[a-z][A-Za-z0-9]*$/;

/** What a value holds, in its own order; undefined when it stands for itself. */
export function entriesOf(value: unknown): readonly Entry[] | undefined {
  if (!isObject(value)) return undefined;
  if (value instanceof Map) return [...(value as ReadonlyMap<unknown, unknown>)].map(([key, each]) => ({ key: String(key), value: each, isId: true }));
  if (value instanceof Set) return [...(value as ReadonlySet<unknown>)].map((each) => ({ key: String(each), value: each, isId: true }));
  if (Array.isArray(value)) return value.map((each: unknown, index) => ({ key: String(index), value: each, isId: true, isPlace: true }));
  if (isLinked(value)) return chainEntries(value);
  if (Object.getPrototypeOf(value) !== Object.prototype && Object.getPrototypeOf(value) !== null) return undefined;
  return Object.entries(value).filter(([, each]) => each !== undefined).map(([key, each]) => ({ key, value: each, isId: !IDENTIFIER.test(key) }));
}

/** How many a collection holds; undefined when it is none, or has no end that is worth looking for. */
export const sizeOf = (value: unknown): number | undefined => (Array.isArray(value) ? value.length : value instanceof Map || value instanceof Set ? value.size : undefined);

/** Where two states differ, down to single values. What both share is not looked into: deciders leave alone what they do not change. */
export function differencesOf(before: unknown, after: unknown): readonly Difference[] {
  const found: Difference[] = [];
  compare(before, after, [], found);
  return found;
}

function compare(before: unknown, after: unknown, path: readonly Entry[], found: Difference[]): void {
  if (Object.is(before, after) || found.length >= DIFFERENCES_MAX) return;
  if (isLinked(after) && (before === undefined || isLinked(before))) return compareChains(before, after, path, found);
  const [left, right] = [entriesOf(before), entriesOf(after)];
  if (!left && !right) {
    found.push({ path, before, after });
    return;
  }
  const lefts = new Map((left ?? []).map((entry) => [entry.key, entry]));
  const rights = new Map((right ?? []).map((entry) => [entry.key, entry]));
  for (const entry of [...rights.values(), ...[...lefts.values()].filter(({ key }) => !rights.has(key))]) compare(lefts.get(entry.key)?.value, rights.get(entry.key)?.value, [...path, entry], found);
}

/** A chain shares its older part: only what was put before it is new. */
function compareChains(before: Linked | undefined, after: Linked, path: readonly Entry[], found: Difference[]): void {
  const added: unknown[] = [];
  for (let link: Linked | undefined = after; link && link !== before && added.length < CHAIN_MAX; link = link.older) added.push(link.newest);
  added.forEach((value, index) => compare(undefined, value, [...path, { key: String(index), value, isId: true, isPlace: true }], found));
}

/** The paths of differences as keys of a set, each with those that lead to it. */
export function changedPaths(differences: readonly Difference[]): ReadonlySet<string> {
  const changed = new Set<string>();
  for (const { path } of differences) for (let length = 1; length <= path.length; length += 1) changed.add(pathKey(path.slice(0, length).map(({ key }) => key)));
  return changed;
}

export const pathKey = (keys: readonly string[]): string => keys.join('\u001f');
