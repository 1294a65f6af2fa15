import type { DynamicModule } from '@nestjs/common';
import type { SealedLog } from '@ledger/platform/receipts';
import { IssueController, MANIFEST_REGISTER, type ManifestRegister } from '../reports/issue-controller';
import { MANIFESTS, type ManifestMaker } from '../reports/manifest-maker';
import { PAPER_NAMES, ReceiptController, SEALED_LOG, type PaperNames } from './receipt-controller';

class ProofsModule {}

/** What proofs are taken from and recorded in. */
export interface Proofs {
  readonly log: SealedLog;
  readonly manifests: ManifestMaker;
  readonly register: ManifestRegister;
  readonly names: PaperNames;
}

/** Receipts, their papers, and reports that are issued. `SHELL` must be provided globally. */
export const proofsModule = ({ log, manifests, register, names }: Proofs): DynamicModule => ({
  module: ProofsModule,
  global: true,
  controllers: [ReceiptController, IssueController],
  providers: [
    { provide: SEALED_LOG, useValue: log },
    { provide: MANIFESTS, useValue: manifests },
    { provide: MANIFEST_REGISTER, useValue: register },
    { provide: PAPER_NAMES, useValue: names },
  ],
  exports: [MANIFESTS],
});
