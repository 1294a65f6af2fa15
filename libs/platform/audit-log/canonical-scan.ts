import { JSON_DEPTH_MAX } from './canonical-json';

const NOT_SURE = -1;
const DIGITS_MAX = 15;
// Names of characters by their UTF-16 code units.
const [QUOTE, BACKSLASH, COLON, COMMA, MINUS, ZERO, NINE] = [0x22, 0x5c, 0x3a, 0x2c, 0x2d, 0x30, 0x39] as const;
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d] as const;
const SHORT_ESCAPES = new Set([...'"\\bfnrt'].map((character) => character.charCodeAt(0)));

/**
 * Whether a text is canonical JSON for certain, found in one pass without parsing: text of Latin letters with their Vietnamese marks,
 * integers, keys of ASCII. False says only that it takes a closer look.
 */
export const isSurelyCanonical = (text: string): boolean => value(text, 0, 0) === text.length;

function value(text: string, at: number, depth: number): number {
  const code = text.charCodeAt(at);
  if (code === QUOTE) return string(text, at + 1);
  if (code === OPEN_OBJECT) return depth < JSON_DEPTH_MAX ? object(text, at + 1, depth + 1) : NOT_SURE;
  if (code === OPEN_LIST) return depth < JSON_DEPTH_MAX ? list(text, at + 1, depth + 1) : NOT_SURE;
  if (code === MINUS || (code >= ZERO && code <= NINE)) return integer(text, at);
  for (const word of ['true', 'false', 'null']) if (text.startsWith(word, at)) return at + word.length;
  return NOT_SURE;
}

/** The place behind the closing quote. */
function string(text: string, at: number): number {
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) {
      if (!SHORT_ESCAPES.has(text.charCodeAt(++at))) return NOT_SURE;
    } else if (!isComposed(code)) return NOT_SURE;
  }
}

/** Characters that are in NFC whatever stands beside them; not so NaN, which is behind the end. */
const isComposed = (code: number): boolean => (code >= 0x20 && code < 0x300) || (code >= 0x1e00 && code <= 0x1eff) || (code >= 0x2010 && code <= 0x2027);

function integer(text: string, at: number): number {
  const start = text.charCodeAt(at) === MINUS ? at + 1 : at;
  let end = start;
  while (isDigit(text.charCodeAt(end))) end++;
  const isPlain = end > start && end - start <= DIGITS_MAX && (text.charCodeAt(start) !== ZERO || (end - start === 1 && start === at));
  const next = text.charCodeAt(end);
  return isPlain && (next === COMMA || next === CLOSE_LIST || next === CLOSE_OBJECT || end === text.length) ? end : NOT_SURE;
}

const isDigit = (code: number): boolean => code >= ZERO && code <= NINE;

function list(text: string, at: number, depth: number): number {
  if (text.charCodeAt(at) === CLOSE_LIST) return at + 1;
  for (; ; at++) {
    at = value(text, at, depth);
    if (at === NOT_SURE) return NOT_SURE;
    const code = text.charCodeAt(at);
    if (code === CLOSE_LIST) return at + 1;
    if (code !== COMMA) return NOT_SURE;
  }
}

function object(text: string, at: number, depth: number): number {
  if (text.charCodeAt(at) === CLOSE_OBJECT) return at + 1;
  let [before, beforeEnd] = [at, at];
  for (; ; at++) {
    const key = at + 1;
    const keyEnd = text.charCodeAt(at) === QUOTE ? plainKey(text, key) : NOT_SURE;
    if (keyEnd === NOT_SURE || (before < beforeEnd && !isBefore(text, before, beforeEnd, key, keyEnd))) return NOT_SURE;
    [before, beforeEnd] = [key, keyEnd];
    if (text.charCodeAt(keyEnd + 1) !== COLON) return NOT_SURE;
    at = value(text, keyEnd + 2, depth);
    if (at === NOT_SURE) return NOT_SURE;
    const code = text.charCodeAt(at);
    if (code === CLOSE_OBJECT) return at + 1;
    if (code !== COMMA) return NOT_SURE;
  }
}

/** The place of the quote behind a key of ASCII without escapes, not empty. */
function plainKey(text: string, start: number): number {
  let at = start;
  for (let code = text.charCodeAt(at); code !== QUOTE; code = text.charCodeAt(++at)) {
    if (!(code >= 0x20 && code < 0x7f) || code === BACKSLASH) return NOT_SURE;
  }
  return at > start ? at : NOT_SURE;
}

function isBefore(text: string, one: number, oneEnd: number, other: number, otherEnd: number): boolean {
  for (; one < oneEnd && other < otherEnd; one++, other++) {
    const difference = text.charCodeAt(one) - text.charCodeAt(other);
    if (difference !== 0) return difference < 0;
  }
  return one === oneEnd && other < otherEnd;
}
