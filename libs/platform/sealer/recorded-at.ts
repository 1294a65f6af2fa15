import { statedInstant } from '@ledger/platform/audit-log';

// The metadata of the ledger's own events end so: keys are sorted. What precedes the first quote shows that it opens a key,
// and what follows the last digit that both keys are of the outermost object, whatever the rest holds.
const AT_THE_END = /[,{]"recordedAt":"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)","schemaVersion":\d{1,15}\}$/;
/** How much of the end of the metadata is enough to cut it out. */
const TAIL_LENGTH = 80;

/** When an event says it was recorded, cut from the end of its metadata where the ledger wrote them. */
const cutRecordedAt = (end: string): string | undefined => AT_THE_END.exec(end)?.[1];

/** When an event says it was recorded, by its metadata's JSON; undefined where they are no JSON or say none. Only what the ledger did not write itself is parsed for it. */
export const statedRecordedAt = (metadataText: string): string | undefined =>
  cutRecordedAt(metadataText.length > TAIL_LENGTH ? metadataText.slice(-TAIL_LENGTH) : metadataText) ?? parsedRecordedAt(metadataText);

/** The same; else when the store made it (`created`, milliseconds since 1970 UTC), in ISO 8601. */
export const recordedAtOf = (metadataText: string, created: number): string => statedRecordedAt(metadataText) ?? new Date(created).toISOString();

/** As `recordedAtOf`, by the bytes of that JSON, of which only the end is made into text where the ledger wrote them. */
export function recordedAtIn(metadata: Uint8Array, created: number): string {
  const bytes = Buffer.from(metadata.buffer, metadata.byteOffset, metadata.byteLength);
  return cutRecordedAt(bytes.toString('latin1', Math.max(0, bytes.length - TAIL_LENGTH))) ?? recordedAtOf(bytes.toString(), created);
}

/** By the whole metadata. */
function parsedRecordedAt(metadataText: string): string | undefined {
  try {
    const { recordedAt } = (JSON.parse(metadataText) ?? {}) as { readonly recordedAt?: unknown };
    return statedInstant(recordedAt);
  } catch {
    return undefined;
  }
}
