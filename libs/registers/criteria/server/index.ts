import { defineRegister } from '@ledger/kit';
import { commune, criteriaSet } from '@ledger/registers/criteria/domain';
import { criteriaSignals } from '@ledger/registers/criteria/domain/signals';
import { messages } from '@ledger/registers/criteria/domain/messages';
import { assessmentList } from './assessment-list';
import { communeResults } from './commune-results';
import { criteriaMatrix } from './criteria-matrix';
import { criteriaSets, namedCriterion, namedIndicator } from './criteria-sets';
import { communeUnits, namedCommune } from './units';

/** Sổ tiêu chí nông thôn mới. */
export const criteria = defineRegister({
  name: 'criteria',
  label: { vi: 'Tiêu chí nông thôn mới', en: 'New-rural criteria' },
  deciders: [criteriaSet, commune],
  projections: [communeUnits.projection, criteriaSets, communeResults, assessmentList],
  reports: [criteriaMatrix],
  signals: criteriaSignals,
  facts: { units: namedCommune, criteria: namedCriterion, indicators: namedIndicator },
  messages,
});
