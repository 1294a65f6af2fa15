export { verifyStore, type StoreVerdict, type VerifiedUpTo, type VerifyStoreOptions } from './verify-store';
