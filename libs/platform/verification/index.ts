export { exportBundle, NotExportable, PROOFS_MAX, type BundleExport, type ExportSelection } from './bundle-export';
export { bundleInThread } from './bundle-in-thread';
export { fileSink } from './file-sink';
export { verifyStore, type StoreVerdict, type VerifiedUpTo, type VerifyStoreOptions } from './verify-store';
