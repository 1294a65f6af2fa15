import type { Words } from '@ledger/kit';

type Language = keyof Words;

/** The units that officials count money in, by powers of ten of a đồng. */
export const moneyUnits = {
  dong: { power: 0, label: { vi: 'đồng', en: 'VND' } },
  thousand: { power: 3, label: { vi: 'nghìn đồng', en: 'thousand VND' } },
  million: { power: 6, label: { vi: 'triệu đồng', en: 'million VND' } },
  billion: { power: 9, label: { vi: 'tỷ đồng', en: 'billion VND' } },
} as const satisfies { readonly [unit: string]: { readonly power: number; readonly label: Words } };

export type MoneyUnit = keyof typeof moneyUnits;

const WORDS_FOR: { readonly [word: string]: MoneyUnit } = {
  'đ': 'dong', 'đồng': 'dong', '₫': 'dong', 'vnd': 'dong', 'vnđ': 'dong',
  'k': 'thousand', 'nghìn': 'thousand', 'ngàn': 'thousand', 'thousand': 'thousand',
  'tr': 'million', 'triệu': 'million', 'm': 'million', 'million': 'million',
  'tỷ': 'billion', 'tỉ': 'billion', 'bn': 'billion', 'b': 'billion', 'billion': 'billion',
};

const separators = { vi: { group: '.', decimal: ',' }, en: { group: ',', decimal: '.' } } as const;

/** Whole đồng in a unit, exactly: `1500000000` in billions is `1,5`. */
export function formatMoney(amount: bigint, unit: MoneyUnit, language: Language): string {
  const { group, decimal } = separators[language];
  const { power } = moneyUnits[unit];
  const digits = (amount < 0n ? -amount : amount).toString().padStart(power + 1, '0');
  const whole = digits.slice(0, digits.length - power).replace(/\B(?=(\d{3})+$)/g, group);
  const fraction = digits.slice(digits.length - power).replace(/0+$/, '');
  return `${amount < 0n ? '-' : ''}${whole}${fraction === '' ? '' : decimal + fraction}`;
}

/** Rounded half up to `digits` decimals, for tables; every total is added up in đồng before. */
export function roundedMoney(amount: bigint, unit: MoneyUnit, language: Language, digits = 1): string {
  const drop = BigInt(10) ** BigInt(Math.max(0, moneyUnits[unit].power - digits));
  const size = amount < 0n ? -amount : amount;
  const rounded = ((size + drop / 2n) / drop) * drop;
  return formatMoney(amount < 0n ? -rounded : rounded, unit, language);
}

/** Why a typed amount is none. */
export type MoneyProblem = 'not-a-number' | 'ambiguous' | 'below-one-dong';
export type ParsedMoney = { readonly amount: bigint; readonly unit: MoneyUnit } | { readonly problem: MoneyProblem };

/**
 * What a person typed, as whole đồng. A unit written behind the number (`1,5 tỷ`, `1500tr`) counts before the chosen one.
 * The other language's separators are taken only where they cannot mean two things: `1,234,567` is whole in Vietnamese too.
 */
export function parseMoney(typed: string, unit: MoneyUnit, language: Language): ParsedMoney {
  const match = /^([-−]?)\s*([\d.,\s\u00a0]*\d[\d.,\s\u00a0]*?)\s*(\p{L}*|₫)$/u.exec(typed.normalize('NFC').trim().toLocaleLowerCase('vi'));
  if (!match) return { problem: 'not-a-number' };
  const [, sign, number, word] = match as unknown as [string, string, string, string];
  const said = word === '' ? unit : unitSaid(word);
  if (said === undefined) return { problem: 'not-a-number' };
  const parts = partsOf(number.replace(/[\s\u00a0]/g, ''), language);
  if ('problem' in parts) return parts;
  const { power } = moneyUnits[said];
  const fraction = parts.fraction.replace(/0+$/, '');
  if (fraction.length > power) return { problem: 'below-one-dong' };
  const amount = BigInt(parts.whole + fraction.padEnd(power, '0'));
  return { amount: sign === '' ? amount : -amount, unit: said };
}

/** `tỷ` and `tỷ đồng` alike. */
const unitSaid = (word: string): MoneyUnit | undefined => (Object.hasOwn(WORDS_FOR, word) ? WORDS_FOR[word] : undefined);

function partsOf(number: string, language: Language): { readonly whole: string; readonly fraction: string } | { readonly problem: MoneyProblem } {
  const { group, decimal } = separators[language];
  const grouped = (by: string) => new RegExp(`^\\d{1,3}(\\${by}\\d{3})+$`);
  // Two or more groups of the other language's separator can be nothing but groups.
  if (number.split(decimal).length > 2) {
    return grouped(decimal).test(number) ? { whole: number.replaceAll(decimal, ''), fraction: '' } : { problem: 'not-a-number' };
  }
  const [whole, fraction = ''] = number.split(decimal) as [string, string?];
  if (!/^\d*$/.test(fraction)) return { problem: 'not-a-number' };
  if (/^\d+$/.test(whole)) return { whole, fraction };
  if (grouped(group).test(whole)) return { whole: whole.replaceAll(group, ''), fraction };
  return { problem: whole.split(group).length === 2 && fraction === '' ? 'ambiguous' : 'not-a-number' };
}

/** The largest unit in which an amount is short to read. */
export function naturalUnit(amount: bigint): MoneyUnit {
  const size = amount < 0n ? -amount : amount;
  if (size >= 1_000_000_000n) return 'billion';
  return size >= 1_000_000n ? 'million' : 'dong';
}
