import { LEAF_ENTRY_VERSION, sha256, type FramedLeaf } from '@ledger/platform/audit-log';
import { statedRecordedAt } from '@ledger/platform/sealer/recorded-at';
import { written } from './entry-page';

/**
 * The bytes of the entry that a leaf's stored bytes make, if its event is as the ledger writes events: as `formatLeafEntry` writes it, in a
 * fraction of the time, since the order of the keys is known. Never throws: what cannot be read makes an entry all the same, which is compared with the sealed one.
 */
export function entryOf({ data, id, metadata, metadataText, revision, stream, type, recordedAt }: FramedLeaf): Uint8Array {
  // As the sealer takes it from the metadata.
  const at = statedRecordedAt(metadataText ?? '') ?? recordedAt;
  return written((into) => {
    into.plain('{"data":"sha256:').hex(sha256(data)).plain('","id":').quoted(id).plain(',"meta":"sha256:').hex(sha256(metadata));
    into.plain('","recordedAt":').quoted(at).plain(',"rev":').quoted(revision).plain(',"stream":').quoted(stream).plain(',"type":').quoted(type).plain(END);
  }, id.length + at.length + revision.length + stream.length + type.length);
}

const END = `,"v":${LEAF_ENTRY_VERSION}}`;
