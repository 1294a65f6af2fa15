import { Button, Progress } from 'antd';
import { useCallback, useEffect, useRef, useState, type JSX } from 'react';
import { ErrorNotice } from '@ledger/ui/frame/notice';
import { useSay } from '@ledger/ui/language/language';
import type { CheckProgress } from '../../source/check-bundle';
import { integritySteps, type IntegrityReport } from '../../source/integrity-report';
import type { CheckQuestion } from '../../source/integrity-worker';
import IntegrityWorker from '../../source/integrity-worker?worker';
import { useSource, useSources } from '../../source/source-context';
import { WorkerCalls } from '../../source/worker-calls';
import { IntegrityResult } from './integrity-result';
import { integrityTexts, stepTexts } from './integrity-texts';

/** The bar below moves: a wheel that turns beside it takes from the check a tenth of its time. */
const STANDING = { icon: <span aria-hidden="true">…</span> };

type Brought = Pick<CheckQuestion, 'policy' | 'trustedCheckpoint'>;

/** Reads, hashes and folds the whole ledger again, in a worker, and says what that shows and what it does not. */
export function IntegrityPage(): JSX.Element {
  const say = useSay();
  const { bundle } = useSources();
  const source = useSource();
  const [brought, setBrought] = useState<Brought>({});
  const [progress, setProgress] = useState<CheckProgress>();
  const [report, setReport] = useState<IntegrityReport>();
  const [error, setError] = useState<unknown>();
  const worker = useRef<WorkerCalls>(undefined);
  useEffect(() => () => worker.current?.end(), []);
  useEffect(() => setReport(undefined), [source]);

  const check = useCallback(async () => {
    const calls = new WorkerCalls(new IntegrityWorker());
    worker.current = calls;
    setReport(undefined);
    setError(undefined);
    setProgress({ step: 'read', done: 0, total: 0 });
    try {
      const question: CheckQuestion = { address: window.location.origin, ...brought, ...(bundle && { file: bundle.file }) };
      setReport(await calls.call<IntegrityReport>('check', question, setProgress));
    } catch (reason) {
      setError(reason);
    } finally {
      calls.end();
      setProgress(undefined);
    }
  }, [brought, bundle]);

  return (
    <>
      <h1>{say(integrityTexts.title)}</h1>
      <p>{bundle ? say(integrityTexts.helpBundle, { name: bundle.file.name }) : say(integrityTexts.helpServer)}</p>
      <details className="lg-card">
        <summary>{say(integrityTexts.bring)}</summary>
        <BroughtFile label={say(integrityTexts.policy)} value={brought.policy} onChange={(policy) => setBrought({ ...brought, policy })} />
        <BroughtFile label={say(integrityTexts.held)} value={brought.trustedCheckpoint} onChange={(trustedCheckpoint) => setBrought({ ...brought, trustedCheckpoint })} />
      </details>
      <p><Button type="primary" size="large" loading={progress && STANDING} onClick={() => void check()}>{say(report ? integrityTexts.again : integrityTexts.start)}</Button></p>
      {progress && <CheckingLine progress={progress} />}
      {error !== undefined && <ErrorNotice error={error} again={() => void check()} />}
      {report && <IntegrityResult report={report} />}
      <p className="lg-quiet">{say(integrityTexts.elsewhere)}</p>
    </>
  );
}

function CheckingLine({ progress: { step, done, total, share } }: { readonly progress: CheckProgress }): JSX.Element {
  const say = useSay();
  const within = total === 0 ? 0 : Math.min(1, done / total);
  const percent = Math.floor(100 * (share ?? (integritySteps.indexOf(step) + within) / integritySteps.length));
  return (
    <div role="status">
      <p>{say(integrityTexts.checking)} {say(stepTexts[step].title)}</p>
      <Progress percent={percent} aria-label={say(integrityTexts.checking)} />
    </div>
  );
}

interface BroughtProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
}

function BroughtFile({ label, value, onChange }: BroughtProps): JSX.Element {
  const say = useSay();
  return (
    <p>
      <label>{label}: <input type="file" aria-label={label} onChange={(event) => void event.target.files?.[0]?.text().then(onChange)} /></label>
      {value === undefined ? <span className="lg-quiet"> ({say(integrityTexts.noFile)})</span> : <span className="lg-code"> {value.split('\n', 1)[0]}</span>}
    </p>
  );
}
