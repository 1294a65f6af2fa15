import type { Json } from '@ledger/kit';

/** A value that has no canonical form. `path` says where, as in `$.lines[2].amount`. */
export class NotCanonical extends Error {
  override readonly name = 'NotCanonical';
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(`${path || '$'} ${reason}`);
  }
}

/** Deepest nesting accepted: far above any event, far below the stack. */
export const JSON_DEPTH_MAX = 64;

// Characters that need no escape; they are the common case and are copied as they are.
const PLAIN = /^[ !#-[\]-~]*$/;
// Blocks whose characters are all in NFC, next to each other too: Latin, Vietnamese, common punctuation.
const COMPOSED = /^[\u0000-\u02ff\u1e00-\u1eff\u2010-\u2027]*$/;
const LONE_SURROGATE = /\p{Surrogate}/u;
const LEDGER_KEY = /^[A-Za-z][A-Za-z0-9]*$/;
const QUOTED_KEYS_MAX = 10_000;
const INSERTED_MAX = 32;

/**
 * The RFC 8785 text of a value: keys in the order of their UTF-16 code units, no white space, ECMAScript numbers.
 * Beyond the RFC it refuses what would not come back unchanged everywhere: `-0`, integers beyond ±(2^53−1) and text
 * that is not NFC. Throws `NotCanonical`.
 */
export const canonicalJson = (value: Json): string => serialise(value, anyKeys, 0);

/** `canonicalJson`, and every key must match `[A-Za-z][A-Za-z0-9]*`: the form of whatever the ledger itself records. */
export const ledgerJson = (value: Json): string => serialise(value, ledgerKeys, 0);

interface KeyRule {
  readonly quoted: Map<string, string>;
  quote(key: string): string;
}

const anyKeys: KeyRule = { quoted: new Map(), quote: (key) => `${text(key)}:` };
const ledgerKeys: KeyRule = {
  quoted: new Map(),
  quote(key) {
    if (!LEDGER_KEY.test(key)) throw new NotCanonical('', 'has a key that is not of letters and digits');
    return `"${key}":`;
  },
};

function serialise(value: Json, keys: KeyRule, depth: number): string {
  switch (typeof value) {
    case 'string':
      return text(value);
    case 'number':
      return number(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      if (depth >= JSON_DEPTH_MAX) throw new NotCanonical('', `is nested deeper than ${JSON_DEPTH_MAX}`);
      return Array.isArray(value) ? array(value, keys, depth + 1) : object(value as Record<string, Json>, keys, depth + 1);
    default:
      throw new NotCanonical('', `is ${value === undefined ? 'undefined' : `a ${typeof value}`}, not JSON`);
  }
}

function text(value: string): string {
  if (PLAIN.test(value)) return `"${value}"`;
  if (!COMPOSED.test(value)) {
    if (LONE_SURROGATE.test(value)) throw new NotCanonical('', 'holds half a surrogate pair');
    if (value.normalize('NFC') !== value) throw new NotCanonical('', 'is not NFC text');
  }
  return JSON.stringify(value);
}

function number(value: number): string {
  if (!Number.isFinite(value)) throw new NotCanonical('', `is ${value}`);
  if (Object.is(value, -0)) throw new NotCanonical('', 'is -0');
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw new NotCanonical('', 'is an integer beyond 2^53');
  return String(value);
}

function array(values: readonly Json[], keys: KeyRule, depth: number): string {
  let out = '[';
  for (let i = 0; i < values.length; i++) {
    if (i > 0) out += ',';
    try {
      out += serialise(values[i] as Json, keys, depth);
    } catch (error) {
      throw within(error, `[${i}]`);
    }
  }
  return `${out}]`;
}

function object(value: Record<string, Json>, keys: KeyRule, depth: number): string {
  const names = Object.keys(value);
  if (names.length === 0) return empty(value);
  order(names);
  if (typeof value.toJSON === 'function') throw new NotCanonical('', 'is an instance of a class, not JSON');
  let out = '{';
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string;
    if (i > 0) out += ',';
    try {
      out += (keys.quoted.get(name) ?? learn(keys, name)) + serialise(value[name] as Json, keys, depth);
    } catch (error) {
      throw within(error, `.${name}`);
    }
  }
  return `${out}}`;
}

function empty(value: object): string {
  if (Object.prototype.toString.call(value) === '[object Object]') return '{}';
  throw new NotCanonical('', 'is an instance of a class, not JSON');
}

/** By UTF-16 code units, as RFC 8785 asks. Few keys are put in order by insertion: `sort` allocates for each call. */
function order(names: string[]): void {
  if (names.length > INSERTED_MAX) return void names.sort();
  for (let i = 1; i < names.length; i++) {
    const name = names[i] as string;
    let at = i;
    for (; at > 0 && (names[at - 1] as string) > name; at--) names[at] = names[at - 1] as string;
    names[at] = name;
  }
}

/** Keys repeat from event to event, so each is checked and quoted once. */
function learn(keys: KeyRule, name: string): string {
  const quoted = keys.quote(name);
  if (keys.quoted.size < QUOTED_KEYS_MAX && name.length <= 64) keys.quoted.set(name, quoted);
  return quoted;
}

function within(error: unknown, step: string): unknown {
  if (!(error instanceof NotCanonical)) return error;
  const inner = error.path.startsWith('$') ? error.path.slice(1) : error.path;
  return new NotCanonical(`$${step}${inner}`, error.reason);
}
