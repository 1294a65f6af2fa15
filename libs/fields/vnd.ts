import { fieldProblem, type Field, type Words } from '@ledger/kit';

/**
 * Largest amount of one entry, in đồng: a thousand times the province's yearly plan, and small enough that
 * nine thousand of them add up within 2^63.
 */
export const VND_MAX = 1_000_000_000_000_000n;

const WHOLE = /^(0|-?[1-9][0-9]{0,18})$/;

interface VndOptions {
  readonly label?: Words;
  /** Smallest amount accepted; default 1. */
  readonly min?: bigint;
}

/** Whole đồng: a bigint in code, a decimal string in JSON, never a float. */
export const vnd = ({ label = { vi: 'Số tiền', en: 'Amount' }, min = 1n }: VndOptions = {}): Field<bigint> => ({
  word: 'vnd',
  label,
  optional: false,
  storage: 'integer',
  schema: { type: 'string', pattern: WHOLE.source, 'x-unit': 'VND', examples: ['1500000000'] },
  decode: (json, path) => {
    if (typeof json !== 'string' || !WHOLE.test(json)) {
      throw fieldProblem(path, 'field.not-vnd', 'Số tiền là chuỗi số nguyên đồng, ví dụ «1500000000».', 'An amount is whole đồng as a text such as “1500000000”.');
    }
    const amount = BigInt(json);
    if (amount < min) throw fieldProblem(path, 'field.too-small', `Không được nhỏ hơn ${showVnd(min, 'vi')}.`, `Must not be less than ${showVnd(min, 'en')}.`);
    if (amount > VND_MAX) throw fieldProblem(path, 'field.too-large', `Không được lớn hơn ${showVnd(VND_MAX, 'vi')}.`, `Must not be more than ${showVnd(VND_MAX, 'en')}.`);
    return amount;
  },
  encode: (value) => value.toString(),
  read: (typed) => readVnd(typed) ?? typed,
  show: showVnd,
});

/** A change of an amount, in whole đồng: positive or negative. */
export const vndChange = (label: Words = { vi: 'Số tăng, giảm', en: 'Change' }): Field<bigint> => vnd({ label, min: -VND_MAX });

/** An amount that may be nothing, for balances. */
export const vndBalance = (label: Words): Field<bigint> => vnd({ label, min: 0n });

/** `1.500.000.000 đ` or `1,500,000,000 VND`. */
export function showVnd(value: bigint, language: keyof Words): string {
  const grouped = (value < 0n ? -value : value).toString().replace(/\B(?=(\d{3})+$)/g, language === 'vi' ? '.' : ',');
  return `${value < 0n ? '-' : ''}${grouped} ${language === 'vi' ? 'đ' : 'VND'}`;
}

const POWERS: { readonly [unit: string]: number } = { '': 0, đ: 0, đồng: 0, vnd: 0, nghìn: 3, ngàn: 3, triệu: 6, tr: 6, tỷ: 9, tỉ: 9 };

/** What a person types, in Vietnamese notation, as whole đồng: `1,5 tỷ` → `"1500000000"`; undefined unless it is exact. */
export function readVnd(typed: string): string | undefined {
  const match = /^(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?\s*(\p{L}*)$/u.exec(typed.normalize('NFC').trim().toLocaleLowerCase('vi'));
  if (!match) return undefined;
  const [, sign, whole, fraction = '', unit] = match;
  const power = POWERS[unit!];
  if (power === undefined || fraction.length > power) return undefined;
  const digits = whole!.replace(/\./g, '') + fraction + '0'.repeat(power - fraction.length);
  const amount = BigInt(digits);
  return amount === 0n ? '0' : `${sign}${amount}`;
}
