import { Select } from 'antd';
import { useMemo, useState, type JSX } from 'react';
import { searchKey } from '@ledger/fields';
import { useCatalogue, useList } from '../api/queries';
import { useLanguage, useSay } from '../language/language';
import { isPast, useMoment } from '../moment/moment';
import { optionsOf } from '../names/names';
import type { Picker } from '../register/register-web';
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
}

/** A value chosen by name, without regard to diacritics, or typed as its code. */
export function RowPicker({ picker, value, onChange, asOf, label, id, describedBy, invalid, size, fieldValue }: RowPickerProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const moment = useMoment();
  const [typed, setTyped] = useState('');
  const [opened, setOpened] = useState(false);
  const isDated = useCatalogue().data?.registers.some(({ tables }) => tables.some(({ path, kind }) => path === picker.table && kind === 'dated'));
  const where = Object.fromEntries(Object.entries(picker.where ?? {}).map(([column, wanted]) => [column, wanted.replace(/^\{(\w+)\}$/, (_, field: string) => fieldValue?.(field) ?? '')]));
  const { data, isFetching } = useList(picker.table, { ...where, order: picker.order, limit: OPTIONS_MAX }, { asOf: isDated ? (asOf ?? moment.asOf) : undefined, knownAt: isPast(moment) ? moment.knownAt : undefined }, opened || value !== '');
  const options = useMemo(() => [...optionsOf(picker, data?.rows ?? [], language === 'en')].map(([code, name]) => ({ value: code, label: name === '' ? code : `${name} (${code})`, key: searchKey(`${name} ${code}`) })), [data, picker, language]);
  const wanted = searchKey(typed);
  const found = options.filter(({ key }) => key.includes(wanted));
  const asTyped = typed.trim() !== '' && !options.some((option) => option.value === typed.trim()) ? [{ value: typed.trim(), label: say(uiTexts.useTyped, { typed: typed.trim() }), key: '' }] : [];
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
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      loading={isFetching}
      value={value === '' ? undefined : (options.find((option) => option.value === value) ?? { value, label: value })}
      labelInValue
      onOpenChange={(open) => open && setOpened(true)}
      onChange={(chosen: { readonly value: string; readonly label: string } | null | undefined) => {
        setTyped('');
        onChange(chosen?.value ?? '');
      }}
      options={[...found.slice(0, 200), ...asTyped].map(({ value: code, label: text }) => ({ value: code, label: text }))}
    />
  );
}
