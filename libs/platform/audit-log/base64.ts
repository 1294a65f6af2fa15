const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Int16Array(128).fill(-1);
for (let value = 0; value < 64; value++) VALUES[LETTERS.charCodeAt(value)] = value;

/** RFC 4648 §4, with padding. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += LETTERS[group >>> 18]! + LETTERS[(group >>> 12) & 63]! + LETTERS[(group >>> 6) & 63]! + LETTERS[group & 63]!;
  }
  const surplus = (3 - (bytes.length % 3)) % 3;
  return surplus === 0 ? text : text.slice(0, -surplus) + '='.repeat(surplus);
}

/**
 * The bytes of RFC 4648 §4 text; undefined for anything `toBase64` would not have written: missing padding, white space,
 * stray bits at the end. So no two texts stand for the same bytes.
 */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < text.length - padding; i++) {
    const value = VALUES[text.charCodeAt(i)] ?? -1;
    if (value < 0) return undefined;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) bytes[at++] = held >>> (bits -= 8);
  }
  return (held & ((1 << bits) - 1)) === 0 ? bytes : undefined;
}
