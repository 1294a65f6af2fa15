/** Why a file of evidence is not taken or given. */
export type EvidenceReason =
  | 'too-large'
  | 'empty'
  | 'hash-mismatch'
  | 'size-mismatch'
  | 'type-not-allowed'
  | 'type-mismatch'
  | 'wrong-offset'
  | 'upload-busy'
  | 'too-many-uploads'
  | 'upload-unknown'
  | 'not-found'
  | 'unavailable';

/** Nothing was stored. `details` are safe to show. */
export class EvidenceRefused extends Error {
  override readonly name = 'EvidenceRefused';
  constructor(
    readonly reason: EvidenceReason,
    readonly details: Readonly<Record<string, string | number>> = {},
    options?: ErrorOptions,
  ) {
    super(`evidence: ${reason}`, options);
  }
}

const UNAVAILABLE = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EIO', 'EMFILE', 'ENFILE']);

/** Disk full, read-only folder and the like as a refusal; everything else as it is. */
export function asRefused(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  return code !== undefined && UNAVAILABLE.has(code) ? new EvidenceRefused('unavailable', {}, { cause: error }) : error;
}
