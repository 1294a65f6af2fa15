import { count, optional, sortKey, text, unitCode, yesNo } from '@ledger/fields';
import { datedTable, defineProjection, handle, latest, put, type Change, type DataOf, type EventMeta, type RowOf, type Source, type WithBasis } from '@ledger/kit';
import { territoryEvents } from './events';
import { unitKind, unitLevel } from './kinds';

const unitsTable = (register: string) =>
  datedTable(`${register}_units`, {
    label: { vi: 'Đơn vị hành chính', en: 'Administrative units' },
    columns: {
      code: unitCode(),
      revision: count({ label: { vi: 'Lần thay đổi', en: 'Revision' } }),
      name: text({ label: { vi: 'Tên', en: 'Name' } }),
      sortKey: text({ label: { vi: 'Khóa sắp xếp', en: 'Sort key' } }),
      level: unitLevel(),
      kind: unitKind(),
      parent: optional(unitCode({ vi: 'Thuộc đơn vị', en: 'Part of' })),
      dissolved: yesNo({ vi: 'Đã giải thể', en: 'Dissolved' }),
    },
    key: ['code', 'revision'],
  });

export type UnitsTable = ReturnType<typeof unitsTable>;
export type Unit = RowOf<UnitsTable> & WithBasis;

export interface UnitDirectory {
  readonly projection: ReturnType<typeof defineProjection>;
  readonly table: UnitsTable;
  /** The units of these codes as they are on the day; a dissolved one is among them, marked so. */
  inForce(codes: readonly string[]): Source<Unit>;
  /** Every unit as it is on the day, the dissolved ones included. */
  all(): Source<Unit>;
}

/** A register's own list of administrative units, `<register>_units`, kept from the events of `territory`. */
export function unitDirectory(register: string): UnitDirectory {
  const table = unitsTable(register);
  const record = (unit: DataOf<typeof territoryEvents>['UnitEstablished'], meta: EventMeta, dissolved: boolean): readonly Change[] => {
    const { code, name, level, kind, parent } = unit;
    return [put(table, { code, revision: Number(meta.revision), name, sortKey: sortKey(name), level, kind, parent, dissolved })];
  };
  return {
    table,
    projection: defineProjection(table.name, {
      version: 1,
      tables: [table],
      on: handle(territoryEvents, {
        UnitEstablished: (unit, meta) => record(unit, meta, false),
        UnitRenamed: (unit, meta) => record(unit, meta, false),
        UnitDissolved: (unit, meta) => record(unit, meta, true),
      }),
    }),
    inForce: (codes) => latest(table, { by: ['code'], where: { code: { in: codes } } }),
    all: () => latest(table, { by: ['code'] }),
  };
}

/** The unit of that code, unless it is unknown or dissolved. */
export const unitInForce = (units: readonly Unit[], code: string): Unit | undefined =>
  units.find((unit) => unit.code === code && !unit.dissolved);
