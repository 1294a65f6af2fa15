import type { JsonObject } from '@ledger/kit';
import { formatReceipt, formatTlogProof } from '@ledger/platform/audit-log';
import type { Sealed, SealedLog } from './sealed-log';

/** What of an event a proof carries beside its entry. */
export interface ProvenEvent {
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

/** The `.tlog-proof` of a leaf, which can be verified with nothing else at hand; with the event, it also says what was recorded. */
export const receiptProof = (log: SealedLog, index: bigint, sealed: Sealed, event?: ProvenEvent): string =>
  formatReceipt({ entry: log.entry(index), ...(event && { data: event.data, metadata: event.metadata }) }, { index, hashes: log.inclusion(index, sealed), checkpoint: sealed.note });

/** Bytes that the largest QR code holds, with the least error correction (ISO/IEC 18004, version 40-L, byte mode). */
export const QR_BYTES_MAX = 2_953;

/** As much of the proof as a QR code holds: with the leaf's entry; without it; without the witnesses' cosignatures. Undefined when not even that fits. */
export function proofForPaper(log: SealedLog, index: bigint, sealed: Sealed): string | undefined {
  const proof = { index, hashes: log.inclusion(index, sealed), checkpoint: sealed.note };
  const choices = [() => receiptProof(log, index, sealed), () => formatTlogProof(proof), () => formatTlogProof({ ...proof, checkpoint: logSignatureAlone(sealed.note) })];
  for (const choice of choices) {
    const text = choice();
    if (Buffer.byteLength(text) <= QR_BYTES_MAX) return text;
  }
  return undefined;
}

/** The note with its first signature, which is the log's own. */
function logSignatureAlone(note: string): string {
  const signatures = note.lastIndexOf('\n\n') + 2;
  return note.slice(0, note.indexOf('\n', signatures) + 1);
}
