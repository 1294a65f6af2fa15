import { defineRegister } from '@ledger/kit';
import { unit } from '@ledger/registers/territory/domain';
import { messages } from '@ledger/registers/territory/domain/messages';
import { namedUnits, units } from './unit-list';

export { units } from './unit-list';

/** Sổ đơn vị hành chính. */
export const territory = defineRegister({
  name: 'territory',
  label: { vi: 'Đơn vị hành chính', en: 'Administrative units' },
  deciders: [unit],
  projections: [units.projection],
  facts: { units: namedUnits },
  messages,
});
