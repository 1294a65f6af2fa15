import { useEffect, useMemo, useState } from 'react';
import { searchKey } from '@ledger/fields';
import type { FieldDescription, Row } from '../api/catalogue';
import { useCatalogue, useList, useLists, type Parameters } from '../api/queries';
import { useLanguage, type Language } from '../language/language';
import { isPast, useMoment } from '../moment/moment';
import { optionsOf, useNames, useNamesOf } from '../names/names';
import type { Picker } from '../register/register-web';
import { shown } from '../table/shown';
import { fits, questionsAbout, type NamedColumn } from './picker-questions';

/** Rows read of a list that is known whole, of a long one at first, and by each question. */
const ROWS_MAX = 1_000;
const FIRST_ROWS = 50;
const FOUND_ROWS = 50;
/** Options drawn at once. */
const SHOWN_MAX = 200;
/** Somebody who types pauses so long before the server is asked. */
const PAUSE_MS = 250;
const NO_COLUMNS: readonly FieldDescription[] = [];

export interface PickerOption {
  readonly value: string;
  readonly label: string;
  /** What it is found by. */
  readonly key: string;
}

/** What there is to choose from, and how much of it is known. */
export interface PickerRows {
  readonly options: readonly PickerOption[];
  /** The option of the value that is held, wherever its row is. */
  readonly held: PickerOption | undefined;
  /** `first`: a part of a long list, nothing was typed; `more`: more fit than are shown. */
  readonly state: 'complete' | 'first' | 'searching' | 'more' | 'failed';
  /** The columns that rows are searched by. */
  readonly by: readonly FieldDescription[];
}

interface Asked {
  readonly picker: Picker;
  readonly where: Parameters;
  readonly typed: string;
  readonly opened: boolean;
  readonly value: string;
  readonly asOf: string | undefined;
}

/** What was typed once somebody has paused. */
function usePaused(typed: string): string {
  const [paused, setPaused] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return paused;
}

/** Rows to choose from: all of them where they are read at once, otherwise those that the server finds by what is typed. */
export function usePickerRows({ picker, where, typed, opened, value, asOf }: Asked): PickerRows {
  const { language } = useLanguage();
  const moment = useMoment();
  const columns = useCatalogue().data?.registers.flatMap(({ tables }) => tables).find(({ path }) => path === picker.table);
  const when = { asOf: columns?.kind === 'dated' ? (asOf ?? moment.asOf) : undefined, knownAt: isPast(moment) ? moment.knownAt : undefined };
  const first = useList(picker.table, { ...where, order: picker.order, limit: picker.long ? FIRST_ROWS : ROWS_MAX }, when, opened || (value !== '' && !picker.long));
  const isPartial = first.data?.next !== undefined;
  const valueColumn = columns?.columns.find(({ key }) => key === picker.value);
  const labels = useNamedColumns(picker, columns?.columns ?? NO_COLUMNS, language);
  const paused = usePaused(typed.trim());
  const questions = isPartial && paused !== '' ? questionsAbout(paused, { value: valueColumn, labels }) : [];
  const found = useLists(picker.table, questions.map((question) => ({ ...question, ...where, order: picker.order, limit: FOUND_ROWS })), when);
  const isUnknown = value !== '' && valueColumn !== undefined && fits(valueColumn, value) && (picker.long || isPartial);
  const one = useList(picker.table, { [picker.value]: value, limit: 1 }, when, isUnknown);
  const optionsIn = useOptionsIn(picker, columns?.columns ?? NO_COLUMNS);

  const known = useMemo(() => optionsIn(first.data?.rows ?? []), [optionsIn, first.data]);
  const answered = optionsIn(found.flatMap(({ data }) => data?.rows ?? []));
  const fitting = known.filter(({ key }) => key.includes(searchKey(typed)));
  const options = isPartial && typed.trim() !== '' ? distinct([...answered, ...fitting]) : fitting;
  const held = [...known, ...answered, ...optionsIn(isUnknown && one.data ? one.data.rows : [])].find((option) => option.value === value);
  const state = ((): PickerRows['state'] => {
    if (first.isError || found.some(({ isError }) => isError)) return 'failed';
    if (first.isLoading) return 'searching';
    if (isPartial && typed.trim() === '') return 'first';
    if (isPartial && (typed.trim() !== paused || found.some(({ isPending }) => isPending))) return 'searching';
    return options.length > SHOWN_MAX || found.some(({ data }) => data?.next !== undefined) ? 'more' : 'complete';
  })();
  const searched = [...(picker.codeless ? [] : [picker.value]), ...(isPartial ? labels.map(({ key }) => key) : picker.labels)];
  return { options: options.slice(0, SHOWN_MAX), held, state, by: searched.flatMap((name) => columns?.columns.find(({ key }) => key === name) ?? []) };
}

const distinct = (options: readonly PickerOption[]): readonly PickerOption[] => [...new Map(options.map((option) => [option.value, option])).values()];

/** The columns of a picker's labels whose values have names that the browser knows. */
function useNamedColumns(picker: Picker, columns: readonly FieldDescription[], language: Language): readonly NamedColumn[] {
  const namesOf = useNamesOf();
  return picker.labels.flatMap((key) => {
    const column = columns.find((each) => each.key === key);
    if (!column) return [];
    const names = column.choices ? Object.entries(column.choices).map(([code, words]) => [code, words[language]] as const) : [...namesOf(column.word)];
    return names.length > 0 ? [{ key, names }] : [];
  });
}

/** How rows are offered: by what names them, with the code where it says something. */
function useOptionsIn(picker: Picker, columns: readonly FieldDescription[]): (rows: readonly Row[]) => readonly PickerOption[] {
  const { language } = useLanguage();
  const nameOf = useNames();
  return useMemo(() => {
    const said = (key: string, text: string): string => {
      const described = columns.find((column) => column.key === key);
      return described ? shown(described, text, language, 'dong', nameOf).text : text;
    };
    return (rows) => [...optionsOf(picker, rows, language === 'en', said)].map(([code, name]) => ({ value: code, label: name === '' ? code : picker.codeless ? name : `${name} (${code})`, key: searchKey(`${name} ${code}`) }));
  }, [picker, columns, language, nameOf]);
}
