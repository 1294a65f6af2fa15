import { Button, Input, Select } from 'antd';
import { useEffect, useState, type JSX } from 'react';
import type { FieldDescription } from '../api/catalogue';
import { RowPicker } from '../form/row-picker';
import { useLanguage, useSay } from '../language/language';
import { usePicker } from '../names/names';
import { uiTexts } from '../texts';
import { isNumber } from './shown';

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
  return <>{names.map(([name, text]) => <TextFilter key={name} label={text} value={one(filters[name])} onChange={(value) => set({ [name]: value || undefined })} />)}</>;
}

function TextFilter({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }): JSX.Element {
  const { language } = useLanguage();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value, language]);
  const take = (): void => {
    if (typed.trim() !== value) onChange(typed.trim());
  };
  return (
    <label className="lg-filter"><span>{label}</span>
      <Input size="small" value={typed} onChange={(event) => setTyped(event.target.value)} onBlur={take} onPressEnter={take} />
    </label>
  );
}
