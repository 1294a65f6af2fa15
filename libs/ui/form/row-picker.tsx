import { Select } from 'antd';
import { useRef, useState, type JSX } from 'react';
import { searchKey } from '@ledger/fields';
import { useSay } from '../language/language';
import type { Picker } from '../register/register-web';
import { uiTexts } from '../texts';
import { usePickerRows, type PickerRows } from './picker-rows';

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
  const [typed, setTyped] = useState('');
  const [opened, setOpened] = useState(false);
  // The list forgets what was typed when it closes, which is before the field is left.
  const entry = useRef({ isOpen: false, text: '' });
  const where = Object.fromEntries(Object.entries(picker.where ?? {}).map(([column, wanted]) => [column, wanted.replace(/^\{(\w+)\}$/, (_, field: string) => fieldValue?.(field) ?? '')]));
  const rows = usePickerRows({ picker, where, typed, opened, value, asOf });
  const { options, state, held } = rows;
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
    const near = state === 'complete' ? options.filter((option) => option.key.includes(key)) : [];
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
      classNames={{ popup: { root: 'lg-picker-popup' } }}
      showSearch={{ filterOption: false, onSearch: search }}
      allowClear
      loading={state === 'searching'}
      value={value === '' ? undefined : (held ?? { value, label: value })}
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
      notFoundContent={null}
      popupRender={(menu) => <>{menu}<HowMuch rows={rows} /></>}
      options={[...options, ...asTyped].map(({ value: code, label: text }) => ({ value: code, label: text }))}
    />
  );
}

/** Under the options: whether they are all, and how the others are found. */
function HowMuch({ rows: { options, state, by } }: { readonly rows: PickerRows }): JSX.Element {
  const say = useSay();
  const values = { count: String(options.length), by: by.map(({ label }) => say(label)).join(', ') };
  const words = { complete: options.length === 0 ? uiTexts.pickerNone : undefined, first: uiTexts.pickerFirst, searching: uiTexts.pickerSearching, more: uiTexts.pickerMore, failed: uiTexts.pickerFailed }[state];
  return <p className="lg-picker-note" role="status">{words && say(words, values)}</p>;
}
