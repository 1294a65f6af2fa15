import { join } from 'node:path';
import { streamName, type Register } from '@ledger/kit';
import type { Configuration } from '@ledger/platform/configuration';
import type { Log } from '@ledger/platform/nest';
import { ManifestMaker, type Proofs } from '@ledger/platform/nest/receipts';
import { SealedLog, type CheckpointSource } from '@ledger/platform/receipts';
import { roles, type Role } from '@ledger/registers/access/domain';
import { manifest, RecordReportManifest } from '@ledger/registers/reports/domain';
import { units } from '@ledger/registers/territory/server';
import { programVersion } from './program-version';
import type { Stores } from './stores';

/** Roles that may issue a report in the province's name. */
const ISSUERS = ['finance', 'program', 'approver', 'inspector', 'operator'];

export interface ProofsSetting {
  readonly configuration: Pick<Configuration, 'data'>;
  readonly registers: readonly Register[];
  readonly stores: Pick<Stores, 'reads'>;
  /** Whoever seals the log. */
  readonly sealer: CheckpointSource;
  readonly log: Log;
}

/** Proofs from the log that is sealed in the data folder, and the register that issued reports are recorded in. */
export function prepareProofs({ configuration, registers, stores, sealer, log }: ProofsSetting): Proofs {
  const sealed = new SealedLog(join(configuration.data, 'audit'), sealer);
  const prefix = streamName(manifest, '');
  const warn = (error: Error): void => log.warn({ reason: error.message }, 'a report was answered without its manifest');
  return {
    log: sealed,
    manifests: new ManifestMaker({ log: sealed, registers, program: programVersion(), isManifest: (stream) => stream.startsWith(prefix), warn }),
    register: {
      issuers: ISSUERS,
      actor: { user: 'process:reports', role: 'process', unit: '10' },
      command: (recorded) => new RecordReportManifest(recorded),
    },
    names: {
      // A name is a courtesy: the paper names the code either way.
      unit: async (code, day) => (await stores.reads.query({ units: units.inForce([code]) }, { asOf: day }).catch(() => undefined))?.rows.units[0]?.name,
      role: (role) => roles[role as Role],
    },
  };
}
