export { EVIDENCE_BYTES_MAX, EvidenceStore, type Announced, type EvidenceStoreOptions, type Progress } from './evidence-store';
export { EvidenceRefused, type EvidenceReason } from './evidence-refused';
export { contentDisposition, safeName } from './file-names';
export { essenceOf, EVIDENCE_TYPES, UNDECLARED } from './file-types';
