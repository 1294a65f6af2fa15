import { Input, Select } from 'antd';
import { useState, type JSX } from 'react';
import type { FieldDescription } from '../api/catalogue';
import { RowPicker } from '../form/row-picker';
import { useSay } from '../language/language';
import { usePicker } from '../names/names';
import { pageTexts } from '../pages/texts';

interface ParameterProps {
  readonly param: FieldDescription;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What it counts as while nothing is chosen. */
  readonly usual?: string;
}

/** One parameter of a report, chosen or typed. */
export function ReportParameter({ param, value, onChange, usual }: ParameterProps): JSX.Element {
  const say = useSay();
  const picker = usePicker(param.word);
  const [typed, setTyped] = useState(value);
  const label = say(param.label);
  const unsaid = usual === undefined ? say(pageTexts.usual) : param.choices?.[usual] ? say(param.choices[usual]) : usual;
  if (param.choices) {
    return <div className="lg-filter"><span>{label}</span><Select size="small" aria-label={label} allowClear placeholder={unsaid} popupMatchSelectWidth={false} value={value || undefined} onChange={(chosen?: string | null) => onChange(chosen ?? '')} options={Object.entries(param.choices).map(([each, words]) => ({ value: each, label: say(words) }))} /></div>;
  }
  if (picker) return <div className="lg-filter"><span>{label}</span><RowPicker size="small" picker={picker} label={label} value={value} onChange={onChange} /></div>;
  return <label className="lg-filter"><span>{label}</span><Input size="small" value={typed} placeholder={unsaid} onChange={(event) => setTyped(event.target.value)} onBlur={() => onChange(typed.trim())} onPressEnter={() => onChange(typed.trim())} /></label>;
}
