export { OfficeStore, type OfficeStoreOptions } from './office-store';
export { OfficeStoreUnavailable } from './office-database';
export type { Credential, Credentials } from './credentials';
export type { EvidenceRecord, EvidenceRecords } from './evidence-records';
export type { NamedValues } from './named-values';
export { hashPassword, isOutdatedHash, verifyPassword } from './passwords';
export type { Parked, ProcessCheckpoint, ProcessCheckpoints } from './process-checkpoints';
export { SESSION_LIMITS, sessionId, type Session, type SessionLimits, type Sessions } from './sessions';
export type { Upload, Uploads } from './uploads';
