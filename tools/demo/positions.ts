import type { Words } from '@ledger/kit';

/** A place in the ledger that the tour through the demo names. */
export interface NamedPosition {
  readonly name: string;
  /** As reports take it for `knownAt`, a decimal string. */
  readonly position: string;
  /** Where the clock stood, ISO 8601 UTC. */
  readonly at: string;
  readonly label: Words;
}

/** The named value of the office store that holds them, in the order of the ledger. */
export const POSITIONS = 'demo.positions';

const labels: { readonly [name: string]: Words } = {
  'at-close': { vi: 'Khi khóa sổ ngày 31/01/2025', en: 'At the close of 31 January 2025' },
  'before-adjustment': { vi: 'Trước khi ghi quyết định điều chỉnh muộn', en: 'Before the late adjustment was recorded' },
  'before-correction': { vi: 'Trước khi đính chính bút toán thanh toán', en: 'Before a payment was corrected' },
  'now': { vi: 'Sau khi nạp xong', en: 'When all was loaded' },
};

export function namedPosition(name: string, position: bigint, at: string): NamedPosition {
  const label = labels[name];
  if (!label) throw new Error(`no position of the demo is called ${name}`);
  return { name, position: position.toString(), at, label };
}
