import { Alert, Button } from 'antd';
import { useEffect, useRef, useState, type JSX, type KeyboardEvent, type ReactNode, type SubmitEvent } from 'react';
import { actShape, day } from '@ledger/fields';
import type { Shape } from '@ledger/kit';
import { isCode, problemOf } from '../api/problem';
import { ErrorNotice } from '../frame/notice';
import type { EventTexts } from '../history/stream-history';
import { useLanguage, useSay } from '../language/language';
import { isPast, useMoment } from '../moment/moment';
import type { WebCommand } from '../register/register-web';
import { uiTexts } from '../texts';
import { useCommandDraft } from './command-draft';
import { idOf } from './field-frame';
import { FieldInput } from './field-input';
import { bodyOf } from './form-input';
import { labelAt, problemsBy, problemsOf, type Problems } from './form-problems';
import { Preview } from './receipt';
import { recordCommand, tryCommand, type CommandReceipt } from './submit-command';

export interface CommandFormProps {
  readonly command: WebCommand;
  readonly user: string;
  /** Values that are known before anybody types. */
  readonly initial: Readonly<Record<string, string>>;
  readonly textsOf: EventTexts;
  /** Today in the ledger's zone. */
  readonly today: string;
  /** Demo mode: the basis of a figure may be told. */
  readonly demo: boolean;
  /** What stands under the receipt: where to go from here. */
  readonly onwards: (receipt: CommandReceipt) => ReactNode;
}

const none: Problems = new Map();
const dayField = day({ vi: '', en: '' });
const CONFLICTS = ['ledger.revision-mismatch', 'ledger.conflict'];

const { basis: basisField, ...actFields } = actShape;

/** A form made from a command class: entered, tried, shown as what would be recorded, and recorded once. */
export function CommandForm(props: CommandFormProps): JSX.Element {
  const { command, user, initial, textsOf, today, demo, onwards } = props;
  const say = useSay();
  const moment = useMoment();
  const act: Shape = demo ? { ...actFields, basis: basisField } : actFields;
  const shape: Shape = { ...command.shape, ...act };
  const form = [command.name, ...Object.entries(initial).map(([key, value]) => `${key}=${value}`)].join(':');
  const draft = useCommandDraft(user, form, shape, initial);
  const [problems, setProblems] = useState<Problems>(none);
  const [error, setError] = useState<unknown>();
  const [preview, setPreview] = useState<CommandReceipt>();
  const [recorded, setRecorded] = useState<CommandReceipt>();
  const [busy, setBusy] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const requires = command.rule.requires;
  const body = bodyOf(shape, draft.inputs);
  const past = isPast(moment);

  useEffect(() => {
    if (error !== undefined || problems.size > 0) summary.current?.focus();
  }, [error, problems]);

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (reason) {
      setError(reason);
      setProblems(problemsBy(problemOf(reason)?.fields ?? []));
      if (CONFLICTS.some((code) => isCode(reason, code))) await tryCommand(command.name, body, draft.key).then(setPreview, () => setPreview(undefined));
      else if ((problemOf(reason)?.fields.length ?? 0) > 0) setPreview(undefined);
    } finally {
      setBusy(false);
    }
  };
  const done = (receipt: CommandReceipt): void => {
    setRecorded(receipt);
    setPreview(undefined);
    draft.reset();
  };
  const tryIt = async (): Promise<void> => {
    const found = problemsOf(shape, requires, body);
    setProblems(found);
    if (found.size > 0) return;
    await attempt(async () => {
      const tried = await tryCommand(command.name, body, draft.key);
      if (tried.hit) done(tried);
      else setPreview(tried);
    });
  };
  const recordIt = (): Promise<void> =>
    attempt(async () => done(await recordCommand(command.name, body, draft.key, preview!)));
  const submit = (event: SubmitEvent | KeyboardEvent): void => {
    event.preventDefault();
    if (!busy && !past) void (preview && preview.events.length > 0 ? recordIt() : tryIt());
  };

  if (recorded) return <Recorded receipt={recorded} onwards={onwards} again={() => setRecorded(undefined)} />;
  const fieldValue = (field: string): string | undefined => (typeof draft.inputs[field] === 'string' ? draft.inputs[field] : undefined);
  const fields = (of: Shape): ReactNode => Object.entries(of).map(([key, field]) => (
    <FieldInput key={key} path={key} field={field} required={!field.optional || requires.includes(key as 'reason')} value={draft.inputs[key]} problems={problems} asOf={fieldValue('effectiveOn') || undefined} fieldValue={fieldValue}
      onChange={(input) => {
        setPreview(undefined);
        draft.set(key, input);
      }} />
  ));
  return (
    <form className="lg-form" onSubmit={submit} noValidate onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && submit(event)}>
      {draft.restored && <Alert type="info" showIcon title={say(uiTexts.draftKept)} action={<Button size="small" onClick={draft.reset}>{say(uiTexts.startOver)}</Button>} />}
      <div ref={summary} tabIndex={-1}>
        {error !== undefined && (CONFLICTS.some((code) => isCode(error, code)) ? <Alert type="warning" showIcon role="alert" title={say(uiTexts.changedMeanwhile)} /> : <ErrorNotice error={error} />)}
        {problems.size > 0 && <ProblemSummary shape={shape} problems={problems} />}
      </div>
      <div hidden={preview !== undefined}>
        {fields(command.shape)}
        <h2>{say(uiTexts.act)}</h2>
        {fields(act)}
        <TodayNote today={today} />
      </div>
      {preview && <section className="lg-preview-box" aria-label={say(uiTexts.willRecord)}><h2>{say(uiTexts.willRecord)}</h2><Preview receipt={preview} textsOf={textsOf} /></section>}
      {past && <p className="lg-past-reason">{say(uiTexts.notInThePast)}</p>}
      <div className="lg-actions">
        {preview && <Button onClick={() => setPreview(undefined)} disabled={busy}>{say(uiTexts.back)}</Button>}
        <Button type="primary" htmlType="submit" loading={busy} disabled={past || (preview !== undefined && preview.events.length === 0)} title={past ? say(uiTexts.notInThePast) : undefined}>
          {preview ? say(uiTexts.recordIt, { title: say(command.title) }) : say(uiTexts.preview)}
        </Button>
      </div>
    </form>
  );
}

function TodayNote({ today }: { readonly today: string }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  return <p className="lg-quiet">{say(actShape.effectiveOn.label)}: {say(uiTexts.effectiveToday, { today: dayField.show!(today, language) })}</p>;
}

/** Everything that is wrong, each leading to its field. */
function ProblemSummary({ shape, problems }: { readonly shape: Shape; readonly problems: Problems }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <Alert type="error" role="alert" title={say(uiTexts.whatIsWrong, { count: problems.size })} description={(
      <ul>{[...problems].map(([path, words]) => <li key={path}><a href={`#${idOf(path)}`} onClick={(event) => {
        event.preventDefault();
        document.getElementById(idOf(path))?.focus();
      }}>{labelAt(shape, path, language)}</a>: {say(words)}</li>)}</ul>
    )} />
  );
}

interface RecordedProps {
  readonly receipt: CommandReceipt;
  readonly onwards: CommandFormProps['onwards'];
  readonly again: () => void;
}

function Recorded({ receipt, onwards, again }: RecordedProps): JSX.Element {
  const say = useSay();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="lg-recorded" aria-live="polite">
      <h2 ref={heading} tabIndex={-1}>{say(uiTexts.recorded)}</h2>
      {receipt.hit && <p>{say(uiTexts.recordedBefore)}</p>}
      <p className="lg-code">{receipt.stream} · {receipt.position}</p>
      {onwards(receipt)}
      <Button onClick={again}>{say(uiTexts.oneMore)}</Button>
    </section>
  );
}
