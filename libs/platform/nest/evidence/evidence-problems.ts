import { EvidenceRefused, type EvidenceReason, type EvidenceStore } from '@ledger/platform/evidence';
import { Problem } from '../problems/problem';
import { evidenceMessages } from './messages';

const STATUS: { readonly [reason in EvidenceReason]: number } = {
  'too-large': 413,
  'empty': 422,
  'hash-mismatch': 422,
  'size-mismatch': 422,
  'type-not-allowed': 415,
  'type-mismatch': 422,
  'wrong-offset': 409,
  'upload-busy': 409,
  'too-many-uploads': 429,
  'upload-unknown': 404,
  'not-found': 404,
  'unavailable': 503,
};

/** A refusal of the evidence store as the problem it is answered with; everything else as it is. */
export const evidenceProblem = (error: unknown): unknown =>
  error instanceof EvidenceRefused ? new Problem(STATUS[error.reason], `evidence.${error.reason}`, error.details, [], { cause: error }) : error;

/** Throws 422 `evidence.unknown` for the hashes that name no stored file. */
export function mustHaveEvidence(store: Pick<EvidenceStore, 'has'>, hashes: readonly string[]): void {
  const missing = hashes.map((sha256, index) => ({ sha256, index })).filter(({ sha256 }) => !store.has(sha256));
  if (missing.length === 0) return;
  const { vi, en } = evidenceMessages['evidence.unknown']!;
  const fields = missing.map(({ sha256, index }) => ({
    path: `evidence[${index}]`,
    code: 'evidence.unknown',
    text: { vi: vi.replace('{sha256}', sha256), en: en.replace('{sha256}', sha256) },
  }));
  throw new Problem(422, 'evidence.unknown', { sha256: missing[0]!.sha256 }, fields);
}
