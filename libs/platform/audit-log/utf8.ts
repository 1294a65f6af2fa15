import { isBytes } from './bytes';

const encoder = new TextEncoder();
// A byte order mark is a character like any other: what was signed is the bytes.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const LONE_SURROGATE = /\p{Surrogate}/u;

export const toUtf8 = (text: string): Uint8Array => encoder.encode(text);

/** The text of UTF-8 bytes, or the text itself; undefined when it is not valid UTF-8 or has no UTF-8 form. */
export function asText(value: string | Uint8Array): string | undefined {
  if (typeof value === 'string') return LONE_SURROGATE.test(value) ? undefined : value;
  if (!isBytes(value)) return undefined;
  try {
    return decoder.decode(value);
  } catch {
    return undefined;
  }
}
