export { FoldedLedger, type FoldStatus } from './folded-ledger';
