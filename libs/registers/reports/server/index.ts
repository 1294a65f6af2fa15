import { defineRegister } from '@ledger/kit';
import { manifest } from '@ledger/registers/reports/domain';
import { manifestList } from './manifest-list';
import { messages } from './messages';

/** Sổ báo cáo đã ban hành. */
export const reports = defineRegister({
  name: 'reports',
  label: { vi: 'Báo cáo đã ban hành', en: 'Issued reports' },
  deciders: [manifest],
  projections: [manifestList],
  messages,
});
