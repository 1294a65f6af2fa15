import { Alert, Button } from 'antd';
import { useEffect, useRef, type JSX, type KeyboardEvent, type ReactNode, type SubmitEvent } from 'react';
import { actShape } from '@ledger/fields';
import type { Shape } from '@ledger/kit';
import { ErrorNotice } from '../frame/notice';
import type { EventTexts } from '../history/stream-history';
import { useLanguage, useSay } from '../language/language';
import { isPast, useMoment } from '../moment/moment';
import type { WebCommand } from '../register/register-web';
import { shownDay } from '../table/shown';
import { uiTexts } from '../texts';
import { useCommandDraft } from './command-draft';
import { useCommandRun } from './command-run';
import { idOf } from './field-frame';
import { FieldInput } from './field-input';
import type { GroupInput } from './form-input';
import { labelAt, type Problems } from './form-problems';
import { Preview } from './receipt';
import type { CommandReceipt } from './submit-command';

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
  readonly onwards?: (receipt: CommandReceipt) => ReactNode;
  /** Values that the page around it answers: sent, not asked for. */
  readonly known?: Readonly<Record<string, string>>;
  /** Of what every command carries, only what this one cannot do without is asked for at once. */
  readonly brief?: boolean;
  /** What else of it a brief form asks for at once: `evidence`. */
  readonly asks?: readonly string[];
  /** What the last button says; default: «Ghi nhận: …». */
  readonly label?: string;
  /** The day it counts from, proposed. */
  readonly effectiveOn?: string;
  /** Everything is answered: it is tried as soon as it is shown. */
  readonly atOnce?: boolean;
  /** Told what stands in the fields, as it is typed. */
  readonly onInputs?: (inputs: GroupInput) => void;
  /** Told once it is recorded, in place of a receipt. */
  readonly onRecorded?: (receipt: CommandReceipt) => void;
}

const { basis: basisField, ...actFields } = actShape;

/** A form made from a command class: entered, tried, shown as what would be recorded, and recorded once. */
export function CommandForm(props: CommandFormProps): JSX.Element {
  const { command, user, initial, known, brief = false, asks = [], label, effectiveOn, atOnce = false, textsOf, today, demo, onwards, onInputs, onRecorded } = props;
  const say = useSay();
  const { language } = useLanguage();
  const moment = useMoment();
  const act: Shape = demo ? { ...actFields, basis: basisField } : actFields;
  const shape: Shape = { ...command.shape, ...act };
  const answered = { ...initial, ...known, ...(effectiveOn === undefined ? {} : { effectiveOn }) };
  const form = [command.name, ...Object.entries({ ...initial, ...known }).map(([key, value]) => `${key}=${value}`)].join(':');
  const draft = useCommandDraft(user, form, shape, answered);
  const run = useCommandRun(command, shape, draft, onRecorded);
  const { problems, error, changed, preview, recorded, busy } = run;
  const summary = useRef<HTMLDivElement>(null);
  const last = useRef<HTMLButtonElement>(null);
  const requires = command.rule.requires;
  const past = isPast(moment);

  useEffect(() => {
    if (error !== undefined || changed || problems.size > 0) summary.current?.focus();
  }, [error, changed, problems]);
  useEffect(() => {
    if (atOnce && preview) last.current?.focus();
  }, [atOnce, preview]);
  useEffect(() => onInputs?.(draft.inputs), [onInputs, draft.inputs]);
  const atFirst = useRef(atOnce && !past);
  useEffect(() => {
    if (atFirst.current) void run.tryIt();
    atFirst.current = false;
  });

  const submit = (event: SubmitEvent | KeyboardEvent): void => {
    event.preventDefault();
    if (!busy && !past) void (preview && preview.events.length > 0 ? run.recordIt() : run.tryIt());
  };

  if (recorded) return onRecorded ? <></> : <Recorded receipt={recorded} onwards={onwards} again={run.again} />;
  const fieldValue = (field: string): string | undefined => (typeof draft.inputs[field] === 'string' ? draft.inputs[field] : undefined);
  const fields = (of: Shape): ReactNode => Object.entries(of).map(([key, field]) => (
    <FieldInput key={key} path={key} field={field} required={!field.optional || requires.includes(key as 'reason')} value={draft.inputs[key]} problems={problems} asOf={fieldValue('effectiveOn') || undefined} fieldValue={fieldValue}
      onChange={(input) => {
        run.reopen();
        draft.set(key, input);
      }} />
  ));
  return (
    <form className="lg-form" onSubmit={submit} noValidate onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && submit(event)}>
      {draft.restored && <Alert type="info" showIcon title={say(uiTexts.draftKept)} action={<Button size="small" onClick={draft.reset}>{say(uiTexts.startOver)}</Button>} />}
      <div ref={summary} tabIndex={-1}>
        {changed && <Alert type="warning" showIcon role="alert" title={say(uiTexts.changedMeanwhile)} />}
        {error !== undefined && <ErrorNotice error={error} />}
        {problems.size > 0 && <ProblemSummary shape={shape} problems={problems} />}
      </div>
      <div hidden={preview !== undefined}>
        {fields(without(command.shape, Object.keys(known ?? {})))}
        {brief ? <BriefAct now={fields(only(act, ['effectiveOn', ...requires, ...asks]))} more={fields(without(act, ['effectiveOn', ...requires, ...asks]))} /> : <><h2>{say(uiTexts.act)}</h2>{fields(act)}</>}
        <TodayNote today={today} />
      </div>
      {preview && <section className="lg-preview-box" aria-label={say(uiTexts.willRecord)}><h2>{say(uiTexts.willRecord)}</h2><Preview receipt={preview} textsOf={textsOf} /><p className="lg-quiet">{say(uiTexts.effective, { day: shownDay(String(run.body['effectiveOn'] ?? today), language) })}</p></section>}
      {past && <p className="lg-past-reason">{say(uiTexts.notInThePast)}</p>}
      <div className="lg-actions">
        {preview && <Button onClick={run.reopen} disabled={busy}>{say(uiTexts.back)}</Button>}
        <Button ref={last} type="primary" htmlType="submit" loading={busy} disabled={past || (preview !== undefined && preview.events.length === 0)} title={past ? say(uiTexts.notInThePast) : undefined}>
          {preview ? (label ?? say(uiTexts.recordIt, { title: say(command.title) })) : say(uiTexts.preview)}
        </Button>
      </div>
    </form>
  );
}

const only = (shape: Shape, keys: readonly string[]): Shape => Object.fromEntries(Object.entries(shape).filter(([key]) => keys.includes(key)));
const without = (shape: Shape, keys: readonly string[]): Shape => Object.fromEntries(Object.entries(shape).filter(([key]) => !keys.includes(key)));

function BriefAct({ now, more }: { readonly now: ReactNode; readonly more: ReactNode }): JSX.Element {
  const say = useSay();
  return <>{now}<details className="lg-more"><summary>{say(uiTexts.moreOfTheAct)}</summary>{more}</details></>;
}

function TodayNote({ today }: { readonly today: string }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  return <p className="lg-quiet">{say(actShape.effectiveOn.label)}: {say(uiTexts.effectiveToday, { today: shownDay(today, language) })}</p>;
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
      {onwards?.(receipt)}
      <details className="lg-more"><summary>{say(uiTexts.receiptDetails)}</summary><p className="lg-code">{receipt.stream} · {receipt.position}</p></details>
      <Button onClick={again}>{say(uiTexts.oneMore)}</Button>
    </section>
  );
}
