import { many, optional, text, unitCode } from '@ledger/fields';
import { command } from '@ledger/kit';
import { unitKind } from './kinds';

const unitName = () => text({ label: { vi: 'Tên đơn vị', en: 'Name of the unit' }, max: 120 });
const parentCode = () => unitCode({ vi: 'Thuộc đơn vị', en: 'Part of' });

/** Thành lập: a unit begins to exist on the effective date. A code may be given again after its unit was dissolved. */
export class EstablishUnit extends command({ code: unitCode(), name: unitName(), kind: unitKind(), parent: optional(parentCode()) }) {}

/** Đổi tên. */
export class RenameUnit extends command({ code: unitCode(), name: unitName() }) {}

/** Giải thể, sáp nhập: the unit ends with the day before the effective date; successors take over its area, if any do. */
export class DissolveUnit extends command({
  code: unitCode(),
  successors: many(unitCode(), { label: { vi: 'Đơn vị kế thừa', en: 'Successors' }, min: 0, max: 50 }),
}) {}
