import { sha256 } from '@ledger/platform/audit-log';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';

const encoder = new TextEncoder();
const HEX = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'));
let room = new Uint8Array(64 * 1024);

/**
 * The bytes of a leaf's entry as they are when the event came with its keys in canonical order, as the ledger stores and sends them: a third of
 * the time that `formatLeafEntry` takes. Whoever uses it compares it with what was published, and makes the entry anew where they differ.
 */
export function quickEntry({ stream, revision, id, type, data, metadata }: RecordedEvent): Uint8Array {
  const quoted = (text: string): string => JSON.stringify(text);
  return encoder.encode(`{"data":"sha256:${hashText(data)}","id":${quoted(id)},"meta":"sha256:${hashText(metadata)}","recordedAt":${quoted(metadata.recordedAt)},"rev":"${revision}","stream":${quoted(stream)},"type":${quoted(type)},"v":1}`);
}

/** SHA-256 of a value's JSON, in hexadecimal digits. The JSON is written into one room that serves every call. */
function hashText(value: object): string {
  const text = JSON.stringify(value);
  // UTF-8 takes at most three bytes for each UTF-16 unit.
  if (room.length < 3 * text.length) room = new Uint8Array(6 * text.length);
  const { written } = encoder.encodeInto(text, room);
  let digits = '';
  for (const octet of sha256(room.subarray(0, written))) digits += HEX[octet]!;
  return digits;
}
