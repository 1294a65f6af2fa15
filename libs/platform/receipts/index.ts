export { NotSealedYet, SealedLog, type CheckpointSource, type Sealed, type SealedTree } from './sealed-log';
