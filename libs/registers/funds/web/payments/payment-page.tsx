import { Link, useParams } from '@tanstack/react-router';
import { useMemo, type JSX } from 'react';
import type { RecordedEvent, Row } from '@ledger/ui/api/catalogue';
import { useList, useStream } from '@ledger/ui/api/queries';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { correctionAddress } from '@ledger/ui/correction/correction';
import { StreamHistory } from '@ledger/ui/history/stream-history';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useMoment } from '@ledger/ui/moment/moment';
import { formatMoney, moneyUnits } from '@ledger/ui/money/money';
import { amountInWords } from '@ledger/ui/money/money-words';
import { usePerson } from '@ledger/ui/names/names';
import { useRegisters } from '@ledger/ui/pages/registers';
import { pageAddress } from '@ledger/ui/register/web-page';
import { shownDay } from '@ledger/ui/table/shown';
import { uiTexts } from '@ledger/ui/texts';
import { ActionBar, type OfferedAct } from '@ledger/ui/work/action-bar';
import { Facts } from '@ledger/ui/work/facts';
import { StepLine } from '@ledger/ui/work/step-line';
import { columnsOf, useTable } from '@ledger/ui/work/use-table';
import { useLineName } from '../line-name';
import { PaymentPapers } from './payment-papers';
import { paymentEnd, paymentSteps, type PaymentEnd } from './payment-steps';
import { paymentTexts } from './texts';

const FACTS = ['step', 'kind', 'payee', 'commitment', 'holder', 'program', 'preparedBy', 'preparedOn', 'checkedBy', 'approvedBy', 'paidOn', 'treasuryReference'];

/** One payment: what it is, how it came about, where it stands, and what can be done now. */
export function PaymentPage(): JSX.Element {
  const say = useSay();
  const { line = '', payment = '' } = useParams({ strict: false }) as { readonly line?: string; readonly payment?: string };
  const { knownAt } = useMoment();
  const { data, error, refetch } = useList('funds/payments', { line, payment, limit: 1 }, { knownAt });
  const row = data?.rows[0];
  return (
    <>
      <p><Link to={pageAddress('funds', 'payments')}>{say(paymentTexts.title)}</Link></p>
      <h1>{say(paymentTexts.one, { payment })}</h1>
      {error ? <ErrorNotice error={error} again={() => void refetch()} /> : row ? <Dossier key={`${line} ${payment}`} row={row} line={line} payment={payment} /> : data ? <p>{say(paymentTexts.notThere)}</p> : <Loading />}
    </>
  );
}

interface DossierProps {
  readonly row: Row;
  readonly line: string;
  readonly payment: string;
}

function Dossier({ row, line, payment }: DossierProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { knownAt } = useMoment();
  const { eventOf } = useRegisters();
  const table = useTable('funds/payments');
  const nameOfLine = useLineName();
  const events = useStream(`funds.line-${line}`, { knownAt }).data?.filter(({ data }: RecordedEvent) => data['payment'] === payment) ?? [];
  const values = useMemo(() => ({ line, payment }), [line, payment]);
  const about = useMemo(() => ({ payment }), [payment]);
  const amount = BigInt(String(row['amount']));
  const entry = events.findLast(({ type }) => type === 'PaymentMade' || type === 'AdvancePaid');
  return (
    <>
      <StepLine label={say(paymentTexts.steps)} steps={paymentSteps(events, language, say)} />
      <div className="lg-two-panes">
        <section aria-label={say(paymentTexts.facts)}>
          <p className="lg-amount">{formatMoney(amount, 'dong', language)} {say(moneyUnits.dong.label)}</p>
          <p className="lg-quiet">{say(uiTexts.inWords)}: {amountInWords(amount, language)}</p>
          <Facts columns={columnsOf(table, FACTS)} row={row} />
          <h2>{say(paymentTexts.line)}</h2>
          <p>{nameOfLine(line)}</p>
          <LineBalances line={line} />
          <p><Link to="/history/$stream" params={{ stream: `funds.line-${line}` }}>{say(paymentTexts.lineHistory)}</Link>{entry && <> · <Link to={correctionAddress('funds', line)} search={{ fact: entry.id }}>{say(paymentTexts.correctIt)}</Link></>}</p>
          <h2>{say(paymentTexts.papers)}</h2>
          <PaymentPapers events={events} />
        </section>
        <section>
          <h2>{say(uiTexts.history)}</h2>
          <StreamHistory stream={`funds.line-${line}`} textsOf={eventOf} about={about} />
        </section>
      </div>
      <Acts amount={formatMoney(amount, 'dong', language)} values={values} end={paymentEnd(String(row['step']), events)} />
    </>
  );
}

function LineBalances({ line }: { readonly line: string }): JSX.Element | null {
  const { knownAt } = useMoment();
  const table = useTable('funds/lines');
  const { data } = useList('funds/lines', { line, limit: 1 }, { knownAt });
  const row = data?.rows[0];
  return row ? <Facts columns={columnsOf(table, ['funded', 'allocated', 'committed', 'advanced', 'expended'])} row={row} /> : null;
}

const offers = [['CheckPayment', 'on', 'checkIt'], ['ApprovePayment', 'on', 'approveIt'], ['PayPayment', 'on', 'payIt'], ['RejectPayment', 'back', 'rejectIt'], ['WithdrawPayment', 'back', 'withdrawIt']] as const;

const ends = { paid: 'endedPaid', rejected: 'endedRejected', withdrawn: 'endedWithdrawn' } as const;

function Acts({ amount, values, end }: { readonly amount: string; readonly values: Readonly<Record<string, string>>; readonly end: PaymentEnd | undefined }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const person = usePerson();
  const { commandOf } = useRegisters();
  const offered = useMemo(() => offers.flatMap(([name, sends, label]): OfferedAct[] => {
    const command = commandOf(name);
    return command ? [{ command, sends, label: say(paymentTexts[label], { amount: `${amount} đ` }) }] : [];
  }), [amount, commandOf, say]);
  const finished = end && say(paymentTexts[ends[end.how]], { day: shownDay(end.on, language), by: person(end.by), reason: end.reason ?? '' });
  return <ActionBar offered={offered} values={values} keys finished={finished} />;
}
