import { defineRegisterWeb } from '@ledger/ui/register/register-web';
import { manifest, reportsEvents } from '@ledger/registers/reports/domain';
import * as commands from '@ledger/registers/reports/domain/commands';
import { stateTexts } from './state-texts';

export const reportsWeb = defineRegisterWeb({
  name: 'reports',
  commands,
  deciders: [manifest],
  states: stateTexts,
  events: reportsEvents,
  texts: {
    commands: { RecordReportManifest: { vi: 'Ghi chứng nhận báo cáo', en: 'Record the manifest of a report' } },
    events: { ReportManifestRecorded: { vi: 'Ban hành báo cáo {manifest}', en: 'Report {manifest} issued' } },
  },
});
