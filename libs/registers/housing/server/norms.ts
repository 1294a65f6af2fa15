import { count, vnd } from '@ledger/fields';
import { datedTable, defineProjection, handle, put } from '@ledger/kit';
import { houseKind, housingEvents, normCode } from '@ledger/registers/housing/domain';

export const norms = datedTable('housing_norms', {
  label: { vi: 'Định mức hỗ trợ nhà ở', en: 'Housing support norms' },
  columns: {
    norm: normCode(),
    kind: houseKind(),
    revision: count({ label: { vi: 'Lần ghi', en: 'Revision' } }),
    amount: vnd({ label: { vi: 'Mức tối đa', en: 'At most' } }),
  },
  key: ['norm', 'kind', 'revision'],
});

export const housingNorms = defineProjection('housing_norms', {
  version: 1,
  tables: [norms],
  on: handle(housingEvents, {
    HousingNormSet: (norm, { revision }) => [put(norms, { ...norm, revision: Number(revision) })],
  }),
});
