import { Button, Input } from 'antd';
import { useRef, useState, type JSX } from 'react';
import { day, isDay } from '@ledger/fields';
import { useLanguage, useSay } from '../language/language';
import { uiTexts } from '../texts';
import type { Described } from './field-frame';

const field = day({ vi: '', en: '' });

interface DayInputProps extends Described {
  /** `YYYY-MM-DD`; or what was typed, where it is no day. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A day typed as it is written, or picked from the browser's calendar. */
export function DayInput({ id, describedBy, invalid, label, value, onChange }: DayInputProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const picker = useRef<HTMLInputElement>(null);
  const [typing, setTyping] = useState<string>();
  const written = isDay(value) ? field.show!(value, language) : value;
  return (
    <div className="lg-day">
      <Input id={id} value={typing ?? written} placeholder={language === 'vi' ? 'nn/tt/nnnn' : 'yyyy-mm-dd'} status={invalid ? 'error' : ''} aria-invalid={invalid} aria-describedby={describedBy}
        onChange={(event) => {
          const read = field.read!(event.target.value) as string;
          setTyping(event.target.value);
          onChange(isDay(read) ? read : event.target.value);
        }}
        onBlur={() => setTyping(undefined)} />
      <input ref={picker} className="lg-hidden-picker" type="date" tabIndex={-1} aria-hidden="true" value={isDay(value) ? value : ''} onChange={(event) => event.target.value && onChange(event.target.value)} />
      <Button aria-label={say(uiTexts.pickDay, { label })} title={say(uiTexts.pickDay, { label })} onClick={() => picker.current?.showPicker()}>▾</Button>
    </div>
  );
}
