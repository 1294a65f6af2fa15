import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState, type JSX } from 'react';
import { actShape } from '@ledger/fields';
import type { JsonObject, Shape } from '@ledger/kit';
import { problemOf } from '../api/problem';
import { FieldInput } from '../form/field-input';
import { bodyOf, inputsOf, type GroupInput } from '../form/form-input';
import { problemsBy, problemsOf, type Problems } from '../form/form-problems';
import { ErrorNotice } from '../frame/notice';
import { useSay } from '../language/language';
import { setCommon, type Import } from './imports';
import { importTexts } from './texts';

const { basis: _illustrativeOnly, ...shape } = actShape;
const fields: Shape = shape;

/** What every row has unless it says otherwise: one decision is often the basis of a whole list. */
export function CommonPart({ file }: { readonly file: Import }): JSX.Element {
  const say = useSay();
  const queries = useQueryClient();
  const [inputs, setInputs] = useState<GroupInput>(() => inputsOf(fields, file.common as JsonObject));
  const [problems, setProblems] = useState<Problems>(new Map());
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const apply = async (): Promise<void> => {
    const body = bodyOf(fields, inputs);
    const found = problemsOf(fields, [], body);
    setProblems(found);
    if (found.size > 0) return;
    setBusy(true);
    setError(undefined);
    try {
      queries.setQueryData(['imports', file.id], await setCommon(file.id, body));
    } catch (reason) {
      setError(reason);
      setProblems(problemsBy(problemOf(reason)?.fields ?? []));
    } finally {
      setBusy(false);
    }
  };
  return (
    <details className="lg-more" open={Object.keys(file.common).length > 0 ? true : undefined}>
      <summary>{say(importTexts.common)}</summary>
      <p className="lg-quiet">{say(importTexts.commonWhy)}</p>
      <div className="lg-form">
        {error !== undefined && <ErrorNotice error={error} />}
        <div>
          {Object.entries(fields).map(([key, field]) => (
            <FieldInput key={key} path={key} field={field} required={false} value={inputs[key]} problems={problems} fieldValue={() => undefined} onChange={(input) => setInputs((before) => ({ ...before, [key]: input }))} />
          ))}
        </div>
        <p><Button loading={busy} onClick={() => void apply()}>{say(importTexts.apply)}</Button></p>
      </div>
    </details>
  );
}
