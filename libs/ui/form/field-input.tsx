import { Button, Input, Radio, Select } from 'antd';
import { useState, type JSX } from 'react';
import { LONG_TEXT } from '@ledger/fields';
import type { Field, Words } from '@ledger/kit';
import { useSay } from '../language/language';
import { MoneyInput } from '../money/money-input';
import { usePicker } from '../names/names';
import type { Composed } from '../register/register-web';
import { uiTexts } from '../texts';
import { DayInput } from './day-input';
import { EvidenceInput } from './evidence-input';
import { FieldFrame, type Described } from './field-frame';
import { bodyOf, inputOf, isGroup, type GroupInput, type Input as FormInput } from './form-input';
import { problemAt, problemsOf, type Problems } from './form-problems';
import { RowPicker } from './row-picker';

/** Beyond so many a list of radio buttons is longer than it is helpful. */
const RADIOS_MAX = 4;

const NO_PROBLEMS: Problems = new Map();

export interface FieldInputProps {
  readonly path: string;
  readonly field: Field & { readonly choices?: { readonly [value: string]: Words } };
  readonly required: boolean;
  readonly value: FormInput | undefined;
  readonly onChange: (value: FormInput) => void;
  readonly problems: Problems;
  /** Day on which what is chosen from must exist. */
  readonly asOf?: string;
  readonly fieldValue: (field: string) => string | undefined;
}

/** The input of one field, whatever its word: made from its description alone. */
export function FieldInput(props: FieldInputProps): JSX.Element {
  const { field, path, required, problems } = props;
  if (field.shape) return <GroupFields {...props} />;
  if (field.item?.word === 'sha256') {
    return <FieldFrame path={path} label={field.label} optional={!required} problem={problemAt(problems, path)}>{(described) => <EvidenceInput {...described} value={(props.value ?? []) as readonly string[]} onChange={props.onChange} />}</FieldFrame>;
  }
  if (field.item) return <ListFields {...props} item={field.item} />;
  return (
    <FieldFrame path={path} label={field.label} optional={!required} problem={problemAt(problems, path)}>
      {(described) => <Control {...props} described={described} text={typeof props.value === 'string' ? props.value : ''} />}
    </FieldFrame>
  );
}

interface ControlProps extends FieldInputProps {
  readonly described: Described;
  readonly text: string;
}

function Control({ path, field, described, text, onChange, asOf, fieldValue }: ControlProps): JSX.Element {
  const say = useSay();
  const picker = usePicker(field.word);
  const { id, describedBy, invalid, label } = described;
  const choices = field.choices ?? (field.word === 'yes-no' ? { true: uiTexts.yes, false: uiTexts.no } : undefined);
  if (choices) return <Choice choices={choices} described={described} value={text} onChange={onChange} />;
  if (field.word === 'vnd') return <MoneyInput id={id} label={label} describedBy={describedBy} invalid={invalid} value={text} onChange={onChange} />;
  if (field.word === 'day') return <DayInput {...described} value={text} onChange={onChange} />;
  if (picker) {
    return (
      <>
        <RowPicker picker={picker} id={id} label={label} describedBy={describedBy} invalid={invalid} value={text} onChange={onChange} asOf={asOf} fieldValue={fieldValue} keepsTyped />
        {picker.composed && <ComposedCode composed={picker.composed} path={path} value={text} onChange={onChange} asOf={asOf} />}
      </>
    );
  }
  const common = { id, 'value': text, 'status': invalid ? ('error' as const) : ('' as const), 'aria-invalid': invalid, 'aria-describedby': describedBy, 'autoComplete': 'off' };
  if (field.word === LONG_TEXT) return <Input.TextArea {...common} rows={3} onChange={(event) => onChange(event.target.value)} />;
  const example = (field.schema['examples'] as readonly string[] | undefined)?.[0];
  return <Input {...common} placeholder={example === undefined ? undefined : say(uiTexts.example, { example })} inputMode={field.storage === 'integer' ? 'numeric' : undefined} onChange={(event) => onChange(event.target.value)} />;
}

interface ComposedProps {
  readonly composed: Composed;
  readonly path: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly asOf?: string;
}

/** Puts a code together from its parts, for what no row has yet: the code stands as soon as all of them do. */
function ComposedCode({ composed, path, value, onChange, asOf }: ComposedProps): JSX.Element | null {
  const say = useSay();
  const [parts, setParts] = useState<GroupInput>({});
  const [own, setOwn] = useState<string>();
  const { parts: shape, code, title } = composed;
  if (value !== '' && value !== own) return null;
  const set = (key: string, input: FormInput): void => {
    const next = { ...parts, [key]: input };
    const body = bodyOf(shape, next);
    const made = problemsOf(shape, [], body).size === 0 ? code(body) : '';
    setParts(next);
    setOwn(made);
    if (made !== value) onChange(made);
  };
  return (
    <details className="lg-more">
      <summary>{say(title)}</summary>
      {Object.entries(shape).map(([key, part]) => <FieldInput key={key} path={`${path}.${key}`} field={part} required={!part.optional} value={parts[key]} onChange={(input) => set(key, input)} problems={NO_PROBLEMS} asOf={asOf} fieldValue={() => undefined} />)}
    </details>
  );
}

interface ChoiceProps {
  readonly choices: { readonly [value: string]: Words };
  readonly described: Described;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Choice({ choices, described: { id, describedBy, invalid, label }, value, onChange }: ChoiceProps): JSX.Element {
  const say = useSay();
  const options = Object.entries(choices).map(([each, words]) => ({ value: each, label: say(words) }));
  if (options.length <= RADIOS_MAX) {
    return <Radio.Group id={id} name={id} aria-label={label} aria-describedby={describedBy} aria-invalid={invalid} value={value === '' ? null : value} onChange={(event) => onChange(event.target.value as string)} options={options} />;
  }
  return <Select id={id} aria-label={label} aria-describedby={describedBy} aria-invalid={invalid} status={invalid ? 'error' : ''} allowClear className="lg-picker" value={value === '' ? undefined : value} onChange={(chosen?: string | null) => onChange(chosen ?? '')} options={options} />;
}

function GroupFields({ path, field, required, value, onChange, problems, asOf, fieldValue }: FieldInputProps): JSX.Element {
  const say = useSay();
  const group: GroupInput = isGroup(value) ? value : {};
  const problem = problemAt(problems, path);
  return (
    <fieldset className="lg-group">
      <legend>{say(field.label)}{!required && <span className="lg-quiet"> ({say(uiTexts.optional)})</span>}</legend>
      {problem && <p className="lg-field-error">{say(problem)}</p>}
      {Object.entries(field.shape!).map(([key, inner]) => (
        <FieldInput key={key} path={`${path}.${key}`} field={inner} required={!inner.optional} value={group[key]} onChange={(next) => onChange({ ...group, [key]: next })} problems={problems} asOf={asOf} fieldValue={fieldValue} />
      ))}
    </fieldset>
  );
}

function ListFields({ path, field, item, required, value, onChange, problems, asOf, fieldValue }: FieldInputProps & { readonly item: Field }): JSX.Element {
  const say = useSay();
  const items = Array.isArray(value) ? (value as readonly FormInput[]) : [];
  const problem = problemAt(problems, path);
  return (
    <fieldset className="lg-group">
      <legend>{say(field.label)}{!required && <span className="lg-quiet"> ({say(uiTexts.optional)})</span>}</legend>
      {problem && <p className="lg-field-error">{say(problem)}</p>}
      {items.map((each, index) => (
        <div key={index} className="lg-item">
          <FieldInput path={`${path}[${index}]`} field={{ ...item, label: { vi: `${item.label.vi} ${index + 1}`, en: `${item.label.en} ${index + 1}` } }} required value={each} onChange={(next) => onChange(items.map((before, at) => (at === index ? next : before)))} problems={problems} asOf={asOf} fieldValue={fieldValue} />
          <Button size="small" aria-label={say(uiTexts.removeItem, { item: `${say(item.label)} ${index + 1}` })} onClick={() => onChange(items.filter((_, at) => at !== index))}>{say(uiTexts.remove)}</Button>
        </div>
      ))}
      <Button size="small" onClick={() => onChange([...items, inputOf(item, undefined)])}>{say(uiTexts.addItem, { item: say(item.label) })}</Button>
    </fieldset>
  );
}
