import type { Field, JsonObject, Shape, Words } from '@ledger/kit';
import { codeShown, type NameOf } from '../table/shown';

type Language = keyof Words;

/** One value of an event's data, for a person. What does not decode any more is shown as it was stored. */
export function valueShown(field: Field | undefined, json: unknown, language: Language, nameOf: NameOf): string {
  if (json === undefined || json === null) return '';
  if (!field) return typeof json === 'object' ? JSON.stringify(json) : String(json);
  if (field.item && Array.isArray(json)) return json.map((each) => valueShown(field.item, each, language, nameOf)).join(', ');
  if (field.shape && typeof json === 'object') return Object.entries(field.shape).flatMap(([key, inner]) => {
    const text = valueShown(inner, (json as JsonObject)[key], language, nameOf);
    return text === '' ? [] : [`${inner.label[language]}: ${text}`];
  }).join('; ');
  try {
    const value = field.decode(json, '');
    if (field.show) return field.show(value, language);
    return typeof json === 'string' ? codeShown(field.word, json, nameOf).text : String(json);
  } catch {
    return typeof json === 'object' ? JSON.stringify(json) : String(json);
  }
}

/** What an event of a type says, whatever its values: those at its end are left out, others stand as «…». The type itself where nothing is known of it. */
export function eventName(words: Words | undefined, type: string, language: Language): string {
  const open = words?.[language].replace(/\{[A-Za-z][A-Za-z0-9]*\}/g, '…');
  return open?.replace(/(?:[\s:,;·–-]*…)+$/, '') || (open ?? type);
}

/** What an event says, by what is known of its type; the type itself where nothing is. */
export const eventSentence = (known: { readonly words: Words; readonly shape: Shape } | undefined, { type, data }: { readonly type: string; readonly data: JsonObject }, language: Language, nameOf: NameOf): string =>
  known ? sentenceOf(known.words, known.shape, data, language, nameOf) : type;

/** The sentence of an event with its values in place. */
export const sentenceOf = (words: Words, shape: Shape, data: JsonObject, language: Language, nameOf: NameOf): string =>
  words[language].replace(/\{([A-Za-z][A-Za-z0-9]*)\}/g, (_, key: string) => valueShown(shape[key], data[key], language, nameOf) || '…');
