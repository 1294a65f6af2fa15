import { many, optional, text, unitCode } from '@ledger/fields';
import { defineEvents } from '@ledger/kit';
import { unitKind, unitLevel } from './kinds';

/** Each event tells the unit whole, so that who listens needs no earlier one. */
const unit = {
  code: unitCode(),
  name: text({ label: { vi: 'Tên đơn vị', en: 'Name of the unit' }, max: 120 }),
  level: unitLevel(),
  kind: unitKind(),
  parent: optional(unitCode({ vi: 'Thuộc đơn vị', en: 'Part of' })),
};

export const territoryEvents = defineEvents('territory', {
  UnitEstablished: unit,
  UnitRenamed: unit,
  UnitDissolved: { ...unit, successors: many(unitCode(), { label: { vi: 'Đơn vị kế thừa', en: 'Successors' }, min: 0, max: 50 }) },
});
