import { isDay } from '@ledger/fields';
import { MASK, Personal, type Decider, type EventCatalogue, type Field, type Words } from '@ledger/kit';
import { shownDay, shownMoney, shownNumber, type NameOf, type Shown } from '../table/shown';
import type { MoneyUnit } from '../money/money';
import type { StateWords } from './state-texts';
import type { Entry } from './state-values';

type Language = keyof Words;
const yesNo: readonly Words[] = [{ vi: 'Không', en: 'No' }, { vi: 'Có', en: 'Yes' }];

const isField = (words: Words | Field): words is Field => 'decode' in words;

/** Looks up how the entries of one kind of object's state are called: its own words first, then those of its register's events. */
export class StateVocabulary {
  /** Fields of one name may be of several words: `kind` of a payment, and of a carry-forward. */
  private readonly ofEvents = new Map<string, readonly Field[]>();

  constructor(
    { events }: Pick<Decider, 'events'>,
    private readonly own: StateWords,
  ) {
    const { definitions } = (events as { readonly $catalogue: EventCatalogue }).$catalogue;
    for (const [key, field] of Object.values(definitions).flatMap(({ shape }) => Object.entries(shape))) {
      const known = this.ofEvents.get(key) ?? [];
      if (!known.some(({ word, label }) => word === field.word && label.vi === field.label.vi)) this.ofEvents.set(key, [...known, field]);
    }
  }

  /** An id stays as it is; one that begins with a known word, `RSV:c:HD-01`, has that word put into the reader's. */
  label({ key, value, isId, isPlace }: Entry, language: Language): string {
    if (isPlace) return String(Number(key) + 1);
    const known = this.own[key] ?? this.field(key, value);
    if (known) return isField(known) ? known.label[language] : known[language];
    const [first, ...rest] = key.split(':');
    const prefix = isId && rest.length > 0 ? this.own[first!] : undefined;
    return prefix ? `${isField(prefix) ? prefix.label[language] : prefix[language]} · ${rest.join(':')}` : key;
  }

  /** The word that a value is of; among several of one name the one that takes it. */
  field(key: string, value: unknown): Field | undefined {
    const own = this.own[key];
    if (own !== undefined) return isField(own) ? own : undefined;
    const known = this.ofEvents.get(key) ?? [];
    return known.length > 1 ? (known.find((field) => takes(field, value)) ?? known[0]) : known[0];
  }
}

function takes(field: Field, value: unknown): boolean {
  try {
    field.decode(typeof value === 'bigint' ? value.toString() : value, '');
    return true;
  } catch {
    return false;
  }
}

/** A single value of a state, for a person. */
export function stateValue(value: unknown, field: Field | undefined, language: Language, unit: MoneyUnit, nameOf: NameOf): Shown {
  if (value === undefined || value === null) return { text: '–' };
  if (value instanceof Personal) return { text: MASK };
  if (typeof value === 'bigint') return shownMoney(value, language, unit);
  if (typeof value === 'boolean') return { text: yesNo[Number(value)]![language] };
  if (typeof value === 'number') return { text: field?.word === 'fiscal-year' ? String(value) : shownNumber(value, language) };
  if (typeof value !== 'string') return { text: JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? each.toString() : each)) };
  if (isDay(value)) return { text: shownDay(value, language) };
  const name = field && nameOf(field.word, value);
  if (name !== undefined) return { text: name, exact: value };
  return { text: field?.show ? (shownBy(field, value, language) ?? value) : value };
}

/** A field of the same name may hold another kind of value: then it is shown as it is. */
function shownBy(field: Field, value: unknown, language: Language): string | undefined {
  try {
    return field.show!(value, language) ?? undefined;
  } catch {
    return undefined;
  }
}
