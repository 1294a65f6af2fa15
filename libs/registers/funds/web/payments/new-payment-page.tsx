import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import type { JSX } from 'react';
import { useSay } from '@ledger/ui/language/language';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { textIn, type Search } from '@ledger/ui/pages/address';
import { useRegisters } from '@ledger/ui/pages/registers';
import { pageAddress } from '@ledger/ui/register/web-page';
import { useStreamState } from '@ledger/ui/work/stream-state';
import '@ledger/ui/work/work.css';
import { isLine, useLineName } from '../line-name';
import { LineChoice } from './line-choice';
import { PaymentEntry } from './payment-entry';
import { RequestSteps } from './request-steps';
import { paymentTexts } from './texts';

/** A payment request in three steps; the line is in the address. */
export function NewPaymentPage(): JSX.Element {
  const say = useSay();
  const navigate = useNavigate();
  const asked = textIn(useSearch({ strict: false }) as Search, 'line');
  const line = asked !== undefined && isLine(asked) ? asked : undefined;
  const choose = (next: string | undefined): void => void navigate({ to: '.', search: (before: Search) => ({ ...before, line: next }) });
  return (
    <>
      <p><Link to={pageAddress('funds', 'payments')}>{say(paymentTexts.title)}</Link></p>
      <h1>{say(paymentTexts.newTitle)}</h1>
      {line === undefined ? <><RequestSteps at={1} /><LineChoice command="PreparePayment" onChoose={choose} /></> : <ForLine key={line} line={line} onChange={() => choose(undefined)} />}
    </>
  );
}

function ForLine({ line, onChange }: { readonly line: string; readonly onChange: () => void }): JSX.Element {
  const say = useSay();
  const nameOf = useLineName();
  const command = useRegisters().commandOf('PreparePayment')!;
  const { data, error, refetch } = useStreamState(command.decider, line);
  const chosen = (
    <div className="lg-chosen-line">
      <span><span className="lg-quiet">{say(paymentTexts.line)}</span><br /><strong>{nameOf(line)}</strong></span>
      <Button size="small" onClick={onChange}>{say(paymentTexts.changeLine)}</Button>
    </div>
  );
  if (error) return <ErrorNotice error={error} again={() => void refetch()} />;
  return data ? <PaymentEntry command={command} line={line} stream={data} chosen={chosen} /> : <Loading />;
}
