import type { Words } from '@ledger/kit';

/** A size in bytes as people read it: `4,2 MB`. */
export function shownBytes(bytes: number, language: keyof Words): string {
  const format = (value: number, digits: number): string => new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: digits }).format(value);
  return bytes < 1_000_000 ? `${format(Math.max(1, bytes / 1_000), 0)} kB` : `${format(bytes / 1_000_000, 1)} MB`;
}
