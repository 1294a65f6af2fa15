import { LEAF_ENTRY_VERSION, sha256, type FramedLeaf } from '@ledger/platform/audit-log';
import { cutRecordedAt, parsedRecordedAt, TAIL_LENGTH } from '@ledger/platform/sealer/recorded-at';
import { written } from './entry-page';

/**
 * The bytes of the entry that a leaf's stored bytes make, if its event is as the ledger writes events: as `formatLeafEntry` writes it, in a
 * fraction of the time, since the order of the keys is known. Never throws: what cannot be read makes an entry all the same, which is compared with the sealed one.
 */
export function entryOf({ data, id, metadata, revision, stream, type, recordedAt }: FramedLeaf): Uint8Array {
  const at = statedIn(metadata) ?? recordedAt;
  return written((into) => {
    into.plain('{"data":"sha256:').hex(sha256(data)).plain('","id":').quoted(id).plain(',"meta":"sha256:').hex(sha256(metadata));
    into.plain('","recordedAt":').quoted(at).plain(',"rev":').quoted(revision).plain(',"stream":').quoted(stream).plain(',"type":').quoted(type).plain(END);
  }, id.length + at.length + revision.length + stream.length + type.length);
}

const END = `,"v":${LEAF_ENTRY_VERSION}}`;

const strictly = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** When an event says that it was recorded, as the sealer takes it from its metadata. */
function statedIn(metadata: Uint8Array): string | undefined {
  // An octet for a character: a decoder takes longer to begin than such an end is long.
  const end = String.fromCharCode.apply(null, metadata.subarray(-TAIL_LENGTH) as unknown as number[]);
  return cutRecordedAt(end) ?? parsedIn(metadata);
}

function parsedIn(metadata: Uint8Array): string | undefined {
  try {
    return parsedRecordedAt(strictly.decode(metadata));
  } catch {
    return undefined;
  }
}
