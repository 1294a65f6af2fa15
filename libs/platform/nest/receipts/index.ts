export { ManifestMaker } from '../reports/manifest-maker';
export type { ManifestRegister } from '../reports/issue-controller';
export { proofMessages } from './messages';
export { proofsModule, type Proofs } from './proofs-module';
export type { PaperNames } from './receipt-controller';
