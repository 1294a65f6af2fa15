import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useEffect, useRef, type JSX, type ReactNode, type SubmitEvent } from 'react';
import { actShape } from '@ledger/fields';
import type { Shape } from '@ledger/kit';
import { dimensionsOf, type LineState } from '@ledger/registers/funds/domain';
import { useCatalogue } from '@ledger/ui/api/queries';
import { useSession } from '@ledger/ui/api/session';
import { useCommandDraft, type CommandDraft } from '@ledger/ui/form/command-draft';
import { useCommandRun, type CommandRun } from '@ledger/ui/form/command-run';
import { FieldInput } from '@ledger/ui/form/field-input';
import type { Problems } from '@ledger/ui/form/form-problems';
import { Preview } from '@ledger/ui/form/receipt';
import { ErrorNotice } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { isPast, useMoment } from '@ledger/ui/moment/moment';
import { formatMoney, moneyUnits, naturalUnit } from '@ledger/ui/money/money';
import { useRegisters } from '@ledger/ui/pages/registers';
import type { WebCommand } from '@ledger/ui/register/register-web';
import { pageAddress } from '@ledger/ui/register/web-page';
import { uiTexts } from '@ledger/ui/texts';
import type { StreamState } from '@ledger/ui/work/stream-state';
import { enteredText } from '../entered';
import { CommitmentChoice } from './commitment-choice';
import { LeftToSpend } from './left-to-spend';
import { RequestSteps } from './request-steps';
import { paymentTexts } from './texts';
import { useOutlook } from './use-outlook';

interface PaymentEntryProps {
  readonly command: WebCommand;
  readonly line: string;
  readonly stream: StreamState;
  /** The chosen line, above the fields. */
  readonly chosen: ReactNode;
}

const { effectiveOn, legalBasis, evidence } = actShape;
const entered = { effectiveOn, legalBasis, evidence } satisfies Shape;

/** The next number in this line, proposed; the decider says whether it is free. */
function proposedId(line: string, { events }: StreamState): string {
  const before = events.filter(({ type }) => type === 'PaymentPrepared').length;
  return `TT-${dimensionsOf(line).planYear}-${String(before + 1).padStart(3, '0')}`;
}

/** Steps two and three: amount and content, then what will be recorded. */
export function PaymentEntry({ command, line, stream, chosen }: PaymentEntryProps): JSX.Element {
  const { me } = useSession();
  const shape: Shape = { ...command.shape, ...entered };
  const draft = useCommandDraft(me!.user, `new-payment:${line}`, shape, { line, payment: proposedId(line, stream) });
  const run = useCommandRun(command, shape, draft);
  if (run.recorded) return <><RequestSteps at={4} /><Recorded line={line} payment={String(run.recorded.events[0]?.data?.['payment'] ?? lastPayment(stream))} again={run.again} /></>;
  return (
    <>
      <RequestSteps at={run.preview ? 3 : 2} />
      {chosen}
      <Entry command={command} shape={shape} line={line} stream={stream} draft={draft} run={run} />
    </>
  );
}

const lastPayment = ({ events }: StreamState): string => String(events.findLast(({ type }) => type === 'PaymentPrepared')?.data['payment'] ?? '');

interface EntryProps {
  readonly command: WebCommand;
  readonly shape: Shape;
  readonly line: string;
  readonly stream: StreamState;
  readonly draft: CommandDraft;
  readonly run: CommandRun;
}

function Entry({ command, shape, stream, draft, run }: EntryProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { eventOf } = useRegisters();
  const { data: catalogue } = useCatalogue();
  const past = isPast(useMoment());
  const summary = useRef<HTMLDivElement>(null);
  const outlook = useOutlook(command, draft.inputs, stream.state as LineState);
  const problems: Problems = new Map([...outlook.problems, ...run.problems]);
  const { error, preview, changed, busy } = run;
  useEffect(() => {
    if (error !== undefined || changed) summary.current?.focus();
  }, [error, changed]);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!busy && !past) void (preview ? run.recordIt() : run.tryIt());
  };
  const set = (key: string) => (input: Parameters<CommandDraft['set']>[1]): void => {
    run.reopen();
    draft.set(key, input);
  };
  const field = (key: string): ReactNode => (
    <FieldInput key={key} path={key} field={shape[key]!} required={!shape[key]!.optional} value={draft.inputs[key]} problems={problems} fieldValue={() => undefined} onChange={set(key)} />
  );
  const amount = outlook.amount === undefined ? '' : `${formatMoney(outlook.amount, naturalUnit(outlook.amount), language)} ${say(moneyUnits[naturalUnit(outlook.amount)].label)}`;
  return (
    <form className="lg-form" onSubmit={submit} noValidate>
      {draft.restored && !preview && <Alert type="info" showIcon title={say(uiTexts.draftKept)} action={<Button size="small" onClick={draft.reset}>{say(uiTexts.startOver)}</Button>} />}
      <div ref={summary} tabIndex={-1}>
        {changed && <Alert type="warning" showIcon role="alert" title={say(uiTexts.changedMeanwhile)} />}
        {error !== undefined && <ErrorNotice error={error} />}
      </div>
      <div hidden={preview !== undefined}>
        {field('payment')}
        {field('kind')}
        <CommitmentChoice state={stream.state as LineState} value={enteredText(draft.inputs, 'commitment')} onChange={set('commitment')} />
        {field('amount')}
        <LeftToSpend outlook={outlook} />
        {['payee', 'effectiveOn', 'legalBasis', 'evidence'].map(field)}
      </div>
      {preview && catalogue && <section className="lg-preview-box" aria-label={say(paymentTexts.step3)}><h2>{say(paymentTexts.step3)}</h2><Preview receipt={preview} textsOf={eventOf} /></section>}
      {past && <p className="lg-past-reason">{say(uiTexts.notInThePast)}</p>}
      <div className="lg-actions">
        {preview && <Button onClick={run.reopen} disabled={busy}>{say(paymentTexts.backTo2)}</Button>}
        <Button type="primary" htmlType="submit" loading={busy} disabled={past}>{say(preview ? paymentTexts.record : paymentTexts.next, { amount })}</Button>
      </div>
    </form>
  );
}

function Recorded({ line, payment, again }: { readonly line: string; readonly payment: string; readonly again: () => void }): JSX.Element {
  const say = useSay();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="lg-recorded" aria-live="polite">
      <h2 ref={heading} tabIndex={-1}>{say(paymentTexts.recorded, { payment })}</h2>
      <p>{say(paymentTexts.nextStep)}</p>
      <ul className="lg-commands">
        <li><Link to={pageAddress('funds', 'payments/$line/$payment', { line, payment })}>{say(paymentTexts.open)}</Link></li>
        <li><Link to={pageAddress('funds', 'payments')} search={{ step: 'prepared' }}>{say(paymentTexts.toList)}</Link></li>
        <li><Button onClick={again}>{say(paymentTexts.another)}</Button></li>
      </ul>
    </section>
  );
}
