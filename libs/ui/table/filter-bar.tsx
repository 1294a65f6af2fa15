import { Button, Input, Select } from 'antd';
import { useEffect, useState, type JSX } from 'react';
import { day, isDay } from '@ledger/fields';
import type { FieldDescription } from '../api/catalogue';
import { RowPicker } from '../form/row-picker';
import { useLanguage, useSay, type Language } from '../language/language';
import { formatMoney, parseMoney, type MoneyUnit } from '../money/money';
import { useMoneyUnit } from '../money/unit-of-money';
import { usePicker } from '../names/names';
import { uiTexts } from '../texts';
import { isMoney, isNumber, shownDay } from './shown';

/** Filters by column name, as the API takes them: `holder`, `amount.from`, `amount.to`. */
export type Filters = Readonly<Record<string, string | readonly string[] | undefined>>;

interface FilterBarProps {
  readonly columns: readonly FieldDescription[];
  /** Offered at once; the others can be added. */
  readonly offered: readonly string[];
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}

const one = (value: string | readonly string[] | undefined): string => (typeof value === 'string' ? value : '');
const isUsed = (filters: Filters, key: string): boolean => [key, `${key}.from`, `${key}.to`].some((name) => filters[name] !== undefined);

export function FilterBar({ columns, offered, filters, onChange }: FilterBarProps): JSX.Element {
  const say = useSay();
  const [added, setAdded] = useState<readonly string[]>([]);
  const filterable = columns.filter(({ storage }) => storage !== 'json');
  const visible = filterable.filter(({ key }) => offered.includes(key) || added.includes(key) || isUsed(filters, key));
  const hidden = filterable.filter((column) => !visible.includes(column));
  const set = (changed: Filters): void => onChange({ ...filters, ...changed });
  return (
    <div className="lg-filters" role="search" aria-label={say(uiTexts.filters)}>
      {visible.map((column) => <Filter key={column.key} column={column} filters={filters} set={set} />)}
      {hidden.length > 0 && (
        <Select size="small" className="lg-add-filter" aria-label={say(uiTexts.addFilter)} placeholder={say(uiTexts.addFilter)} popupMatchSelectWidth={false} value={null}
          onChange={(key: string) => setAdded([...added, key])} options={hidden.map(({ key, label }) => ({ value: key, label: say(label) }))} />
      )}
      {visible.some(({ key }) => isUsed(filters, key)) && (
        <Button size="small" type="link" onClick={() => onChange(Object.fromEntries(Object.keys(filters).map((key) => [key, undefined])))}>{say(uiTexts.clearFilters)}</Button>
      )}
    </div>
  );
}

interface FilterProps {
  readonly column: FieldDescription;
  readonly filters: Filters;
  readonly set: (filters: Filters) => void;
}

function Filter({ column, filters, set }: FilterProps): JSX.Element {
  const say = useSay();
  const picker = usePicker(column.word);
  const label = say(column.label);
  if (column.choices) {
    const chosen = [filters[column.key] ?? []].flat() as string[];
    return (
      <div className="lg-filter"><span>{label}</span>
        <Select size="small" mode="multiple" maxTagCount="responsive" aria-label={label} placeholder={say(uiTexts.any)} popupMatchSelectWidth={false} value={chosen} onChange={(values: string[]) => set({ [column.key]: values.length === 0 ? undefined : values })}
          options={Object.entries(column.choices).map(([value, words]) => ({ value, label: say(words) }))} />
      </div>
    );
  }
  if (picker) return <div className="lg-filter"><span>{label}</span><RowPicker size="small" picker={picker} label={label} value={one(filters[column.key])} onChange={(value) => set({ [column.key]: value || undefined })} /></div>;
  if (column.word === 'yes-no') {
    return (
      <div className="lg-filter"><span>{label}</span>
        <Select size="small" aria-label={label} allowClear placeholder={say(uiTexts.any)} value={one(filters[column.key]) || undefined} onChange={(value?: string | null) => set({ [column.key]: value ?? undefined })}
          options={[{ value: 'true', label: say({ vi: 'Có', en: 'Yes' }) }, { value: 'false', label: say({ vi: 'Không', en: 'No' }) }]} />
      </div>
    );
  }
  const ranged = column.word === 'day' || (isNumber(column) && column.word !== 'fiscal-year');
  const names = ranged ? ([['.from', uiTexts.from], ['.to', uiTexts.to]] as const).map(([end, words]) => [`${column.key}${end}`, say(words, { label })] as const) : [[column.key, label] as const];
  return <>{names.map(([name, text]) => <TextFilter key={name} column={column} label={text} value={one(filters[name])} onChange={(value) => set({ [name]: value || undefined })} />)}</>;
}

interface TextFilterProps {
  readonly column: FieldDescription;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** What is typed is read as in a form: days as `31/01/2025`, amounts as `1,5 tỷ`. What is neither is not asked for, and stands marked until it is put right. */
function TextFilter({ column, label, value, onChange }: TextFilterProps): JSX.Element {
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const written = isMoney(column) && WHOLE.test(value) ? formatMoney(BigInt(value), unit, language) : column.word === 'day' && isDay(value) ? shownDay(value, language) : value;
  const [typed, setTyped] = useState(written);
  useEffect(() => setTyped(written), [written]);
  const read = readFilter(column, typed.trim(), unit, language);
  const take = (): void => {
    if (typed !== written && read !== undefined && read !== value) onChange(read);
  };
  return (
    <label className="lg-filter"><span>{label}</span>
      <Input size="small" value={typed} placeholder={column.word === 'day' ? (language === 'vi' ? 'nn/tt/nnnn' : 'yyyy-mm-dd') : undefined} status={read === undefined ? 'error' : ''} aria-invalid={read === undefined} onChange={(event) => setTyped(event.target.value)} onBlur={take} onPressEnter={take} />
    </label>
  );
}

const WHOLE = /^-?\d+$/;
const dayField = day({ vi: '', en: '' });

/** As the API takes it; undefined: it makes no sense. */
function readFilter(column: FieldDescription, typed: string, unit: MoneyUnit, language: Language): string | undefined {
  if (typed === '') return '';
  if (column.word === 'day') {
    const read = String(dayField.read!(typed));
    return isDay(read) ? read : undefined;
  }
  if (isMoney(column)) {
    const parsed = parseMoney(typed, unit, language);
    return 'amount' in parsed ? parsed.amount.toString() : undefined;
  }
  if (column.storage === 'integer') return WHOLE.test(typed) ? typed : undefined;
  return typed.normalize('NFC');
}
