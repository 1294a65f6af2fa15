import { defineRegister } from '@ledger/kit';
import { house, housingNorm } from '@ledger/registers/housing/domain';
import { housingSignals } from '@ledger/registers/housing/domain/signals';
import { messages } from '@ledger/registers/housing/domain/messages';
import { contactList, housingContacts } from './contact-list';
import { housingUnits, namedCommune, normsInForce } from './facts';
import { houseFacts } from './house-facts';
import { houseList } from './house-list';
import { housingProgress } from './housing-progress';
import { linePayments } from './line-payments';
import { housingNorms } from './norms';

/** Sổ hỗ trợ nhà ở. */
export const housing = defineRegister({
  name: 'housing',
  label: { vi: 'Hỗ trợ nhà ở', en: 'Housing support' },
  deciders: [housingNorm, house],
  projections: [housingUnits.projection, housingNorms, houseFacts, houseList, contactList],
  processes: [linePayments],
  reports: [housingProgress, housingContacts],
  signals: housingSignals,
  facts: { units: namedCommune, norms: normsInForce },
  messages,
});
