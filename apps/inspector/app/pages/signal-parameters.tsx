import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type FormEvent, type JSX } from 'react';
import { encodeShape, type Field, type RiskSignal, type Shape } from '@ledger/kit';
import { FieldInput } from '@ledger/ui/form/field-input';
import { bodyOf, inputsOf, type GroupInput } from '@ledger/ui/form/form-input';
import { problemsOf, type Problems } from '@ledger/ui/form/form-problems';
import { useSay } from '@ledger/ui/language/language';
import { signalTexts as texts } from './signal-texts';

interface ParametersProps {
  readonly signal: RiskSignal;
  /** As they stand in the address. */
  readonly given: Readonly<Record<string, string>>;
}

const none: Problems = new Map();

/** The parameters of a signal within their bounds; they stand in the address, so that a colleague sees the same. */
export function SignalParameters({ signal, given }: ParametersProps): JSX.Element | null {
  const say = useSay();
  const navigate = useNavigate();
  const shape = signal.parameters as Shape;
  const standard = encodeShape(shape, signal.standard as object);
  const [inputs, setInputs] = useState<GroupInput>(() => inputsOf(shape, { ...standard, ...given }));
  const [problems, setProblems] = useState<Problems>(none);
  if (Object.keys(shape).length === 0) return null;
  const go = (parameters: Readonly<Record<string, unknown>>): void => {
    const cleared = Object.fromEntries(Object.keys(shape).map((key) => [key, undefined]));
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...cleared, ...parameters }) } as never);
  };
  const apply = (event: FormEvent): void => {
    event.preventDefault();
    const body = bodyOf(shape, inputs);
    const found = problemsOf(shape, [], body);
    setProblems(found);
    if (found.size > 0) return;
    go(Object.fromEntries(Object.entries(body).filter(([key, value]) => value !== standard[key])));
  };
  return (
    <form className="lg-signal-parameters" aria-label={say(texts.parameters)} onSubmit={apply} noValidate>
      {Object.entries(shape).map(([key, field]: [string, Field]) => (
        <FieldInput key={key} path={key} field={field} required value={inputs[key]} problems={problems} fieldValue={() => undefined} onChange={(value) => setInputs((before) => ({ ...before, [key]: value }))} />
      ))}
      <div className="lg-signal-acts">
        <Button type="primary" htmlType="submit">{say(texts.apply)}</Button>
        <Button disabled={Object.keys(given).length === 0} onClick={() => go({})}>{say(texts.standard)}</Button>
      </div>
    </form>
  );
}
