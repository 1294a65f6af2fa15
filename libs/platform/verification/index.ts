export { exportBundle, NotExportable, PROOFS_MAX, type BundleExport, type ExportSelection } from './bundle-export';
export { verifyStore, type StoreVerdict, type VerifiedUpTo, type VerifyStoreOptions } from './verify-store';
