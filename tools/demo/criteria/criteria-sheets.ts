import { createHash } from 'node:crypto';
import advancedSet from '@ledger/registers/criteria/data/commune-advanced-2021-2025.json';
import communeSet from '@ledger/registers/criteria/data/commune-2021-2025.json';
import { people } from '../people';
import type { PackagedUnit } from '../units-from-package';
import { CRITERIA } from './criteria-matrix';

/** A paper that stands behind what is recorded: what it holds, and the name under which it is kept. */
export interface DemoEvidence {
  readonly name: string;
  readonly mediaType: string;
  readonly content: string | Uint8Array;
  readonly sha256: string;
  /** Who brings it, and for which unit. */
  readonly username: string;
  readonly unit: string;
}

const sets = [communeSet, advancedSet];

/** The sheet on which a commune sums up a year's self-assessment; made up from the same matrix as the assessments. */
export function criteriaSheet(commune: PackagedUnit, set: string, year: number, failed: ReadonlySet<number>): DemoEvidence {
  const { name, criteria } = sets.find((each) => each.set === set)!;
  const lines = CRITERIA.map((number) => `${number}. ${criteria[number - 1]!.name}: ${failed.has(number) ? 'chưa đạt' : 'đạt'}`);
  const text = [
    `PHIẾU TỔNG HỢP TỰ ĐÁNH GIÁ NĂM ${year} (SỐ LIỆU MINH HỌA)`,
    `${commune.name} (mã ${commune.code})`,
    name,
    '',
    ...lines,
    '',
    `Tổng số tiêu chí đạt: ${CRITERIA.length - failed.size}/${CRITERIA.length}`,
    '',
  ].join('\n');
  return {
    name: `phieu-tu-danh-gia-${set}-${commune.code}-${year}.txt`, mediaType: 'text/plain', content: text,
    sha256: createHash('sha256').update(text, 'utf8').digest('hex'),
    username: people.officerOf(commune.district).user, unit: commune.code,
  };
}
