import { Malformed } from './malformed';
import { TILE_WIDTH } from './tile';

/** The longest entry a bundle can hold: its length is a uint16. */
export const ENTRY_BYTES_MAX = 0xffff;

/** The bundle of up to 256 entries, each behind its length as a big-endian uint16 (c2sp.org/tlog-tiles). Throws RangeError. */
export function formatEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length === 0 || entries.length > TILE_WIDTH) throw new RangeError(`a bundle holds 1 to ${TILE_WIDTH} entries, not ${entries.length}`);
  const tooLong = entries.findIndex((entry) => entry.length > ENTRY_BYTES_MAX);
  if (tooLong >= 0) throw new RangeError(`entry ${tooLong} has ${entries[tooLong]!.length} bytes, more than ${ENTRY_BYTES_MAX}`);
  const bundle = new Uint8Array(entries.reduce((sum, entry) => sum + 2 + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    bundle[at] = entry.length >>> 8;
    bundle[at + 1] = entry.length;
    bundle.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bundle;
}

/** The entries of a bundle that must hold `width` of them: views of its bytes. Throws `Malformed`. */
export function parseEntryBundle(bundle: Uint8Array, width: number): Uint8Array[] {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bundle.length && entries.length < width) {
    const start = at + 2;
    const end = start + ((bundle[at]! << 8) | (bundle[at + 1] ?? 0));
    if (end > bundle.length) throw new Malformed('entry bundle', `entry ${entries.length} is cut short`);
    entries.push(bundle.subarray(start, end));
    at = end;
  }
  if (entries.length !== width || at !== bundle.length) throw new Malformed('entry bundle', `it does not hold exactly ${width} entries`);
  return entries;
}
