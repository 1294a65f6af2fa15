import type { Words } from '@ledger/kit';

/** What a register says for each code of its refusals; `{name}` stands for a detail. */
export type RefusalTexts = { readonly [code: string]: Words };

const otherwise: Words = { vi: 'Không được chấp nhận ({code}).', en: 'Not accepted ({code}).' };

/** A refusal in words, as the server would say it: amounts grouped, details in place. */
export function refusalText(texts: RefusalTexts, code: string, details: Readonly<Record<string, unknown>>): Words {
  const words = texts[code] ?? otherwise;
  const all = { code, ...details };
  return { vi: filled(words.vi, all, '.'), en: filled(words.en, all, ',') };
}

const filled = (template: string, details: Readonly<Record<string, unknown>>, separator: string): string =>
  template.replace(/\{([A-Za-z][A-Za-z0-9]*)\}/g, (placeholder, name: string) => (name in details ? shown(details[name], separator) : placeholder));

function shown(value: unknown, separator: string): string {
  if (Array.isArray(value)) return value.map((each) => shown(each, separator)).join(', ');
  return typeof value === 'bigint' ? value.toString().replace(/\B(?=(\d{3})+$)/g, separator) : String(value);
}
