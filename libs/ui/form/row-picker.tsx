import { Select } from 'antd';
import { useMemo, useRef, useState, type JSX } from 'react';
import { searchKey } from '@ledger/fields';
import { useCatalogue, useList } from '../api/queries';
import { useLanguage, useSay } from '../language/language';
import { isPast, useMoment } from '../moment/moment';
import { optionsOf, useNames } from '../names/names';
import type { Picker } from '../register/register-web';
import { shown } from '../table/shown';
import { uiTexts } from '../texts';

const OPTIONS_MAX = 1_000;

interface RowPickerProps {
  readonly picker: Picker;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Day on which the rows are asked for; default: the moment that is looked at. */
  readonly asOf?: string;
  readonly label: string;
  readonly id?: string;
  readonly describedBy?: string;
  readonly invalid?: boolean;
  readonly size?: 'small' | 'middle';
  /** What the picker's `{field}` filters stand for. */
  readonly fieldValue?: (field: string) => string | undefined;
  /** What was typed and not chosen stays when it is left, right or wrong; otherwise only what names one row does. */
  readonly keepsTyped?: boolean;
}

/** A value chosen by name, without regard to diacritics, or typed as its code. */
export function RowPicker({ picker, value, onChange, asOf, label, id, describedBy, invalid, size, fieldValue, keepsTyped = false }: RowPickerProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const moment = useMoment();
  const [typed, setTyped] = useState('');
  const [opened, setOpened] = useState(false);
  // The list forgets what was typed when it closes, which is before the field is left.
  const entry = useRef({ isOpen: false, text: '' });
  const nameOf = useNames();
  const table = useCatalogue().data?.registers.flatMap(({ tables }) => tables).find(({ path }) => path === picker.table);
  const isDated = table?.kind === 'dated';
  const where = Object.fromEntries(Object.entries(picker.where ?? {}).map(([column, wanted]) => [column, wanted.replace(/^\{(\w+)\}$/, (_, field: string) => fieldValue?.(field) ?? '')]));
  const { data, isFetching } = useList(picker.table, { ...where, order: picker.order, limit: OPTIONS_MAX }, { asOf: isDated ? (asOf ?? moment.asOf) : undefined, knownAt: isPast(moment) ? moment.knownAt : undefined }, opened || value !== '');
  const options = useMemo(() => {
    const said = (column: string, text: string): string => {
      const described = table?.columns.find(({ key }) => key === column);
      return described ? shown(described, text, language, 'dong', nameOf).text : text;
    };
    return [...optionsOf(picker, data?.rows ?? [], language === 'en', said)].map(([code, name]) => ({ value: code, label: name === '' ? code : picker.codeless ? name : `${name} (${code})`, key: searchKey(`${name} ${code}`) }));
  }, [data, picker, language, table, nameOf]);
  const wanted = searchKey(typed);
  const found = options.filter(({ key }) => key.includes(wanted));
  const asTyped = typed.trim() !== '' && !options.some((option) => option.value === typed.trim()) ? [{ value: typed.trim(), label: say(uiTexts.useTyped, { typed: typed.trim() }), key: '' }] : [];
  const search = (text: string): void => {
    setTyped(text);
    if (text !== '' || entry.current.isOpen) entry.current.text = text;
  };
  const take = (code: string): void => {
    setTyped('');
    entry.current.text = '';
    onChange(code);
  };
  const leave = (): void => {
    const left = entry.current.text.trim();
    entry.current.text = '';
    if (left === '') return;
    const key = searchKey(left);
    const near = options.filter((option) => option.key.includes(key));
    const meant = options.find((option) => searchKey(option.value) === key) ?? (near.length === 1 ? near[0] : undefined);
    if (meant) take(meant.value);
    else if (keepsTyped) take(left);
  };
  return (
    <Select
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      status={invalid ? 'error' : ''}
      size={size}
      className="lg-picker"
      popupMatchSelectWidth={false}
      showSearch={{ filterOption: false, onSearch: search }}
      allowClear
      loading={isFetching}
      value={value === '' ? undefined : (options.find((option) => option.value === value) ?? { value, label: value })}
      labelInValue
      onOpenChange={(open) => {
        entry.current.isOpen = open;
        if (open) setOpened(true);
      }}
      onInputKeyDown={(event) => {
        if (event.key === 'Escape') entry.current.text = '';
      }}
      onChange={(chosen: { readonly value: string; readonly label: string } | null | undefined) => take(chosen?.value ?? '')}
      onBlur={leave}
      options={[...found.slice(0, 200), ...asTyped].map(({ value: code, label: text }) => ({ value: code, label: text }))}
    />
  );
}
