import { defineRegister } from '@ledger/kit';
import { manifest } from '@ledger/registers/reports/domain';
import { messages } from '@ledger/registers/reports/domain/messages';
import { manifestList } from './manifest-list';

/** Sổ báo cáo đã ban hành. */
export const reports = defineRegister({
  name: 'reports',
  label: { vi: 'Báo cáo đã ban hành', en: 'Issued reports' },
  deciders: [manifest],
  projections: [manifestList],
  messages,
});
