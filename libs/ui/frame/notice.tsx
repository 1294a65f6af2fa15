import { Alert, Button } from 'antd';
import type { JSX } from 'react';
import { problemOf, textOf } from '../api/problem';
import { useSay } from '../language/language';
import { uiTexts } from '../texts';

/** What went wrong, in the reader's language, with the code to quote and a way to try again. */
export function ErrorNotice({ error, again }: { readonly error: unknown; readonly again?: () => void }): JSX.Element {
  const say = useSay();
  const problem = problemOf(error);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={say(textOf(error))}
      description={problem && <span className="lg-code">{problem.code}{problem.requestId ? ` · ${problem.requestId}` : ''}</span>}
      action={again && <Button size="small" onClick={again}>{say(uiTexts.again)}</Button>}
    />
  );
}

/** A quiet line while something is on its way. */
export function Loading(): JSX.Element {
  const say = useSay();
  return <p className="lg-loading" role="status">{say(uiTexts.loading)}</p>;
}
