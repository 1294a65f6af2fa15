import { readCsv, wholeNumber } from '../csv';
import { communes, districts } from '../units';

/** Where a commune stood at the end of 2024, as the coordination meeting grouped them. */
export interface CommuneStanding {
  readonly commune: string;
  readonly group: string;
  /** Criteria of the commune set of 2021–2025 met, of 19. */
  readonly met: number;
}

const columns = ['group', 'communes', 'met', ...districts.map(({ code }) => code), 'basis'] as const;

/** One standing per commune: within a district the groups follow each other in the order of the file, communes by code. */
export function communeStandings(): readonly CommuneStanding[] {
  const groups = readCsv<string>('commune-groups.csv', columns);
  return districts.flatMap(({ code: district }) => {
    const places = groups.flatMap((row) => Array.from({ length: wholeNumber(row[district]!, `commune-groups.csv, ${row['group']}`) }, () => row));
    const inDistrict = communes.filter((commune) => commune.district === district);
    if (places.length !== inDistrict.length) throw new Error(`commune-groups.csv: ${places.length} communes in district ${district} instead of ${inDistrict.length}`);
    return inDistrict.map(({ code }, index) => ({ commune: code, group: places[index]!['group']!, met: Number(places[index]!['met']) }));
  });
}

export const isAtRisk = ({ group }: CommuneStanding): boolean => group === 'recognised-at-risk';
