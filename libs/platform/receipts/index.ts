export { proofForPaper, QR_BYTES_MAX, receiptProof, type ProvenEvent } from './receipt-proof';
export { NotSealedYet, SealedLog, type CheckpointSource, type Sealed, type SealedTree } from './sealed-log';
