import { choice } from '@ledger/fields';

/** Cấp: the level of government. Districts existed until 30 June 2025. */
export const unitLevel = () =>
  choice('unit-level', { vi: 'Cấp', en: 'Level' }, {
    province: { vi: 'Tỉnh', en: 'Province' },
    district: { vi: 'Huyện', en: 'District' },
    commune: { vi: 'Xã', en: 'Commune' },
  });

/** Loại đơn vị: what the unit is called by law. */
export const unitKind = () =>
  choice('unit-kind', { vi: 'Loại đơn vị', en: 'Kind of unit' }, {
    'province': { vi: 'Tỉnh', en: 'Province' },
    'rural-district': { vi: 'Huyện', en: 'Rural district' },
    'town': { vi: 'Thị xã', en: 'Town' },
    'city': { vi: 'Thành phố thuộc tỉnh', en: 'City of the province' },
    'commune': { vi: 'Xã', en: 'Commune' },
    'ward': { vi: 'Phường', en: 'Ward' },
    'township': { vi: 'Thị trấn', en: 'Township' },
  });

export type UnitLevel = keyof ReturnType<typeof unitLevel>['choices'];
export type UnitKind = keyof ReturnType<typeof unitKind>['choices'];

const LEVEL_OF: { readonly [K in UnitKind]: UnitLevel } = {
  'province': 'province',
  'rural-district': 'district',
  'town': 'district',
  'city': 'district',
  'commune': 'commune',
  'ward': 'commune',
  'township': 'commune',
};

const CODE_DIGITS: { readonly [L in UnitLevel]: number } = { province: 2, district: 3, commune: 5 };

export const levelOf = (kind: UnitKind): UnitLevel => LEVEL_OF[kind];

/** The level that the length of a statistics-office code tells; undefined for other lengths. */
export const levelOfCode = (code: string): UnitLevel | undefined =>
  (Object.keys(CODE_DIGITS) as UnitLevel[]).find((level) => CODE_DIGITS[level] === code.length);

/** The levels a unit may lie under: since 1 July 2025 a commune lies directly under its province. */
export const parentLevels: { readonly [L in UnitLevel]: readonly UnitLevel[] } = {
  province: [],
  district: ['province'],
  commune: ['district', 'province'],
};
