import { defineDecider } from '@ledger/kit';
import { RecordReportManifest } from './commands';
import { reportsEvents } from './events';

interface ManifestState {
  readonly recorded: boolean;
}

/** `reports.manifest-<SHA-256>`: the same report with the same inputs has one manifest, however often it is issued. */
export const manifest = defineDecider<ManifestState>()({
  kind: 'manifest',
  events: reportsEvents,
  initial: { recorded: false },
  evolve: { ReportManifestRecorded: () => ({ recorded: true }) },
  rules: (on) => [
    on(RecordReportManifest, {
      roles: ['process'],
      id: (command) => command.manifest,
      decide: (command, { recorded }) => (recorded ? [] : [reportsEvents.ReportManifestRecorded(command)]),
    }),
  ],
});
