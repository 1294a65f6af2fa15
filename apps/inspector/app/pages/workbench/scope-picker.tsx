import { Input } from 'antd';
import { useEffect, useState, type JSX } from 'react';
import { day, isDay } from '@ledger/fields';
import type { Words } from '@ledger/kit';
import { RowPicker } from '@ledger/ui/form/row-picker';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { usePicker } from '@ledger/ui/names/names';
import { uiTexts } from '@ledger/ui/texts';
import type { Scope } from './scope';
import { workbenchTexts } from './texts';

interface ScopePickerProps {
  readonly scope: Scope;
  readonly onChange: (changed: { readonly [name: string]: string | undefined }) => void;
}

/** Which program, which unit, recorded when; kept in the address. */
export function ScopePicker({ scope, onChange }: ScopePickerProps): JSX.Element {
  const say = useSay();
  const [programs, units] = [usePicker('program-code'), usePicker('unit-code')];
  return (
    <div className="lg-filters" role="search" aria-label={say(workbenchTexts.scope)}>
      {programs && <div className="lg-filter"><span>{say(workbenchTexts.program)}</span><RowPicker size="small" picker={programs} label={say(workbenchTexts.program)} value={scope.program ?? ''} onChange={(program) => onChange({ program: program || undefined })} /></div>}
      {units && <div className="lg-filter"><span>{say(workbenchTexts.unit)}</span><RowPicker size="small" picker={units} label={say(workbenchTexts.unit)} value={scope.unit ?? ''} onChange={(unit) => onChange({ unit: unit || undefined })} /></div>}
      <DayEntry words={workbenchTexts.from} value={scope.from} onChange={(from) => onChange({ from })} />
      <DayEntry words={workbenchTexts.to} value={scope.to} onChange={(to) => onChange({ to })} />
    </div>
  );
}

const dayField = day({ vi: '', en: '' });

function DayEntry({ words, value, onChange }: { readonly words: Words; readonly value: string | undefined; readonly onChange: (value: string | undefined) => void }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const shown = value !== undefined && isDay(value) ? dayField.show!(value, language) : '';
  const [typed, setTyped] = useState(shown);
  useEffect(() => setTyped(shown), [shown]);
  const read = dayField.read!(typed) as string;
  const wrong = typed.trim() !== '' && !isDay(read);
  const take = (): void => {
    if (!wrong && typed !== shown) onChange(typed.trim() === '' ? undefined : read);
  };
  return <label className="lg-filter"><span>{say(words)}</span><Input size="small" value={typed} status={wrong ? 'error' : ''} aria-invalid={wrong} title={wrong ? say(uiTexts.noSuchDay) : undefined} onChange={(event) => setTyped(event.target.value)} onBlur={take} onPressEnter={take} /></label>;
}
