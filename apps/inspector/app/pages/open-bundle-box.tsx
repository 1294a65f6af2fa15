import { Alert, Button, Progress } from 'antd';
import { useRef, type JSX } from 'react';
import { useSay } from '@ledger/ui/language/language';
import { useSources } from '../../source/source-context';
import { bundleTexts } from './bundle-texts';

/** Where a bundle is chosen; it can also be dropped anywhere on the page. */
export function OpenBundleBox(): JSX.Element {
  const say = useSay();
  const { open, opening, failure } = useSources();
  const input = useRef<HTMLInputElement>(null);
  return (
    <section className="lg-card" aria-label={say(bundleTexts.openTitle)}>
      <h2>{say(bundleTexts.openTitle)}</h2>
      <p>{say(bundleTexts.openHelp)}</p>
      <input ref={input} type="file" accept=".zip,application/zip" hidden data-testid="bundle-file" aria-label={say(bundleTexts.choose)}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void open(file);
          event.target.value = '';
        }} />
      <Button type="primary" disabled={opening !== undefined} onClick={() => input.current?.click()}>{say(bundleTexts.choose)}</Button>
      {opening && (
        <div role="status">
          <p>{say(bundleTexts.opening, { name: opening.name, done: opening.done, total: opening.total })}</p>
          <Progress percent={opening.total === 0 ? 0 : Math.floor((100 * opening.done) / opening.total)} aria-label={say(bundleTexts.openTitle)} />
        </div>
      )}
      {failure && <Alert type="error" showIcon role="alert" title={say(bundleTexts.failed)} description={<span className="lg-code">{failure.message}</span>} />}
    </section>
  );
}
