import { LEAF_ENTRY_VERSION, sha256, type FramedLeaf } from '@ledger/platform/audit-log';
import { cutRecordedAt, parsedRecordedAt, TAIL_LENGTH } from '@ledger/platform/sealer/recorded-at';
import { written } from './entry-page';

/**
 * The bytes of the entry that a leaf's stored bytes make, if its event is as the ledger writes events: as `formatLeafEntry` writes it, in a
 * fraction of the time, since the order of the keys is known. Never throws: what cannot be read makes an entry all the same, which is compared with the sealed one.
 */
export function entryOf({ data, id, metadata, metadataText, revision, stream, type, recordedAt }: FramedLeaf): Uint8Array {
  const at = (metadataText === undefined ? undefined : statedIn(metadataText)) ?? recordedAt;
  return written((into) => {
    into.plain('{"data":"sha256:').hex(sha256(data)).plain('","id":').quoted(id).plain(',"meta":"sha256:').hex(sha256(metadata));
    into.plain('","recordedAt":').quoted(at).plain(',"rev":').quoted(revision).plain(',"stream":').quoted(stream).plain(',"type":').quoted(type).plain(END);
  }, id.length + at.length + revision.length + stream.length + type.length);
}

const END = `,"v":${LEAF_ENTRY_VERSION}}`;

/** When an event says that it was recorded, as the sealer takes it from its metadata. */
const statedIn = (metadataText: string): string | undefined => cutRecordedAt(metadataText.slice(-TAIL_LENGTH)) ?? parsedRecordedAt(metadataText);
