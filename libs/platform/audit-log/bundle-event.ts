import type { Json } from '@ledger/kit';
import { fromBase64, toBase64 } from './base64';
import { joined } from './bytes';
import { canonicalJson } from './canonical-json';
import { parseLeafEntry, type LeafEntry } from './leaf-entry';
import { Malformed } from './malformed';
import { parseTreeSize } from './tree-size';
import { asText, toUtf8 } from './utf8';

/** A line of `events.ndjson`: a leaf's index, its entry, and the stored bytes the entry speaks of. */
export interface BundledEvent {
  readonly index: bigint;
  readonly entry: Uint8Array;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface ParsedBundledEvent extends BundledEvent {
  readonly says: LeafEntry;
  /** Whether data and metadata are canonical JSON, as whatever the ledger records is. */
  readonly isCanonical: boolean;
  /** `recordedAt` of the metadata; undefined when it holds none. */
  readonly recordedAt: unknown;
  /** The day of the metadata on which it takes effect; undefined when they hold none. */
  readonly effectiveOn: unknown;
}

/** Longest line accepted: an event of the largest size in base64, and its entry. */
export const EVENT_LINE_BYTES_MAX = 2 * 1024 * 1024;
const TEXTS = /^(\{"data":|\{"dataBase64":)/;

/**
 * The line, canonical JSON itself, without its newline: `{"data":…,"entry":…,"index":"5","metadata":…}`. Stored bytes that
 * are not canonical JSON stand as `dataBase64` or `metadataBase64`, so that they can be looked at all the same.
 */
export function formatBundledEvent({ index, entry, data, metadata }: BundledEvent): string {
  return `{${part('data', data)},"entry":${asText(entry)},"index":"${index}",${part('metadata', metadata)}}`;
}

/** The JSON text of stored bytes when they are its canonical form; undefined otherwise. */
export function canonicalText(bytes: Uint8Array): string | undefined {
  const text = asText(bytes);
  if (text === undefined) return undefined;
  try {
    return canonicalJson(JSON.parse(text) as Json) === text ? text : undefined;
  } catch {
    return undefined;
  }
}

function part(name: string, bytes: Uint8Array): string {
  const text = canonicalText(bytes);
  return text === undefined ? `"${name}Base64":"${toBase64(bytes)}"` : `"${name}":${text}`;
}

/** The event of a line as `formatBundledEvent` wrote it. Throws `Malformed`. */
export function parseBundledEvent(line: Uint8Array): ParsedBundledEvent {
  const text = line.length <= EVENT_LINE_BYTES_MAX ? asText(line) : undefined;
  if (text === undefined || !TEXTS.test(text)) throw new Malformed('event', 'not a line of events.ndjson');
  try {
    const fields = JSON.parse(text) as { readonly [name: string]: Json };
    const [data, metadata] = [stored(fields, 'data'), stored(fields, 'metadata')];
    const entryText = canonicalJson(fields['entry']!);
    const index = typeof fields['index'] === 'string' ? parseTreeSize(fields['index']) : undefined;
    if (index === undefined || text !== `{${data.text},"entry":${entryText},"index":"${index}",${metadata.text}}`) throw new Malformed('event', 'not in the one form of a line');
    const entry = toUtf8(entryText);
    const { recordedAt, effectiveOn } = (fields['metadata'] ?? {}) as { readonly recordedAt?: unknown; readonly effectiveOn?: unknown };
    return { index, entry, data: data.bytes, metadata: metadata.bytes, says: parseLeafEntry(entry), isCanonical: data.isCanonical && metadata.isCanonical, recordedAt, effectiveOn };
  } catch (error) {
    throw error instanceof Malformed ? error : new Malformed('event', error instanceof Error ? error.message : 'not JSON');
  }
}

function stored(fields: { readonly [name: string]: Json }, name: string): { text: string; bytes: Uint8Array; isCanonical: boolean } {
  const base64 = fields[`${name}Base64`];
  if (base64 === undefined) {
    const text = canonicalJson(fields[name] as Json);
    return { text: `"${name}":${text}`, bytes: toUtf8(text), isCanonical: true };
  }
  const bytes = typeof base64 === 'string' ? fromBase64(base64) : undefined;
  if (bytes === undefined) throw new Malformed('event', `${name} is not base64`);
  return { text: `"${name}Base64":"${base64 as string}"`, bytes, isCanonical: canonicalText(bytes) !== undefined };
}

/** The lines of bytes that come in pieces, without their newlines. Throws `Malformed` when one is longer than `bytesMax` or the last has no newline. */
export async function* linesOf(pieces: AsyncIterable<Uint8Array>, bytesMax: number): AsyncGenerator<Uint8Array> {
  let rest = new Uint8Array(0);
  for await (const piece of pieces) {
    let start = 0;
    for (let end = piece.indexOf(0x0a); end >= 0; end = piece.indexOf(0x0a, start)) {
      if (rest.length + end - start > bytesMax) throw new Malformed('lines', `a line is longer than ${bytesMax} bytes`);
      yield rest.length === 0 ? piece.subarray(start, end) : joined(rest, piece.subarray(start, end));
      rest = new Uint8Array(0);
      start = end + 1;
    }
    if (rest.length + piece.length - start > bytesMax) throw new Malformed('lines', `a line is longer than ${bytesMax} bytes`);
    if (start < piece.length) rest = joined(rest, piece.subarray(start));
  }
  if (rest.length > 0) throw new Malformed('lines', 'the last line has no newline');
}
