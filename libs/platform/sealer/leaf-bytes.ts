import { hash } from 'node:crypto';
import { canonicalJson, ENTRY_BYTES_MAX, LEAF_ENTRY_VERSION, sha256 } from '@ledger/platform/audit-log/node';
import type { LeafEvent } from './leaf-source';

/** What the leaf of an event is made of; data and metadata as stored. */
export type LeafFields = Pick<LeafEvent, 'stream' | 'id' | 'type' | 'recordedAt' | 'revision' | 'data' | 'metadata'>;

const QUOTED_KEPT = 100_000;
const quoted = new Map<string, string>();

/** Names of streams and types repeat, so each is checked and quoted once. */
function quote(name: string): string {
  let text = quoted.get(name);
  if (text === undefined) {
    text = canonicalJson(name);
    if (quoted.size >= QUOTED_KEPT) quoted.clear();
    quoted.set(name, text);
  }
  return text;
}

/**
 * The entry of an event as text: what `formatLeafEntry(leafEntryOf(event))` gives as bytes, in a quarter of the time, since
 * the keys' order is known and the hashes go from OpenSSL into the text as they are. Throws as that does.
 */
export function leafEntryText({ data, metadata, id, recordedAt, revision, stream, type }: LeafFields): string {
  return `{"data":"sha256:${hash('sha256', data, 'hex')}","id":"${id}","meta":"sha256:${hash('sha256', metadata, 'hex')}","recordedAt":"${recordedAt}","rev":"${revision}","stream":${quote(stream)},"type":${quote(type)},"v":${LEAF_ENTRY_VERSION}}`;
}

/** The bytes of an event's entry, and their leaf hash. Throws RangeError for an entry of more than 65,535 bytes. */
export function leafOf(event: LeafFields): { readonly entry: Uint8Array; readonly hash: Uint8Array } {
  const prefixed = Buffer.from(`\0${leafEntryText(event)}`);
  if (prefixed.length - 1 > ENTRY_BYTES_MAX) throw new RangeError(`the entry of event ${event.id} has ${prefixed.length - 1} bytes, more than ${ENTRY_BYTES_MAX}`);
  return { entry: prefixed.subarray(1), hash: sha256(prefixed) };
}
