import type { Words } from '@ledger/kit';

const SET = /^commune(?:-(advanced|model))?-(\d{4})-(\d{4})$/;
const levels: { readonly [level: string]: Words } = {
  '': { vi: 'Xã nông thôn mới', en: 'New rural commune' },
  'advanced': { vi: 'Xã nông thôn mới nâng cao', en: 'Advanced new rural commune' },
  'model': { vi: 'Xã nông thôn mới kiểu mẫu', en: 'Model new rural commune' },
};

/** What a set of criteria is called, from its code; one of another kind by the code itself. */
export function setName(code: string, language: keyof Words): string {
  const [, level = '', from, to] = SET.exec(code) ?? [];
  return from === undefined ? code : `${levels[level]![language]} ${from}–${to!}`;
}
