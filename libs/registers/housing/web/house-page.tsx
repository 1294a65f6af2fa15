import { Link, useParams } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useMemo, type JSX } from 'react';
import { houseKind, houseStep } from '@ledger/registers/housing/domain';
import { paid, type House, type HouseState } from '@ledger/registers/housing/domain/house-state';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { useStream } from '@ledger/ui/api/queries';
import { correctionAddress } from '@ledger/ui/correction/correction';
import { correctionTexts } from '@ledger/ui/correction/texts';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { StreamHistory } from '@ledger/ui/history/stream-history';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useMoment } from '@ledger/ui/moment/moment';
import { useNames, usePerson } from '@ledger/ui/names/names';
import { useRegisters } from '@ledger/ui/pages/registers';
import { pageAddress } from '@ledger/ui/register/web-page';
import { shownDay } from '@ledger/ui/table/shown';
import { uiTexts } from '@ledger/ui/texts';
import { ActionBar } from '@ledger/ui/work/action-bar';
import { refusalText } from '@ledger/ui/work/refusal-text';
import { useRefusalTexts } from '@ledger/ui/work/refusal-texts';
import { StepLine } from '@ledger/ui/work/step-line';
import { useHouseActs } from './house-acts';
import { HouseContact } from './house-contact';
import { evidenceIn, houseIn, lineOf, type LineStep } from './house-history';
import { HouseMoney } from './house-money';
import { HousePhotos } from './house-photos';
import { pageTexts } from './page-texts';
import '@ledger/ui/work/work.css';
import './houses.css';

/** Everything about one house, and what can be done about it now. */
export function HousePage(): JSX.Element {
  const say = useSay();
  const { household = '' } = useParams({ strict: false });
  const { asOf, knownAt } = useMoment();
  const { data, error, refetch } = useStream(`housing.house-${household}`, { knownAt });
  return (
    <>
      <p><Link to={pageAddress('housing', 'houses')}>{say(pageTexts.houses)}</Link></p>
      <h1>{say(pageTexts.house, { household })}</h1>
      {error ? <ErrorNotice error={error} again={() => void refetch()} /> : data ? <KnownHouse key={household} household={household} recorded={data} asOf={asOf} /> : <Loading />}
    </>
  );
}

interface KnownHouseProps {
  readonly household: string;
  readonly recorded: readonly RecordedEvent[];
  readonly asOf: string | undefined;
}

function KnownHouse({ household, recorded, asOf }: KnownHouseProps): JSX.Element {
  const say = useSay();
  const { eventOf, recording } = useRegisters();
  const { state, events } = useMemo(() => houseIn(recorded, asOf), [recorded, asOf]);
  if (!state.house) return <p>{say(pageTexts.unknownHouse)}</p>;
  return (
    <>
      <HouseFacts house={state.house} />
      <HouseLine steps={lineOf(state, events, paid(state.house))} />
      <Notices house={state.house} events={events} />
      <div className="lg-two-panes">
        <div>
          <HousePhotos evidence={evidenceIn(events)} />
          <HouseContact household={household} />
        </div>
        <div>
          <div className="lg-title-line"><h2>{say(uiTexts.history)}</h2>{recording && <Link to={correctionAddress('housing', household)}>{say(correctionTexts.correct)}</Link>}</div>
          <StreamHistory stream={`housing.house-${household}`} textsOf={eventOf} />
        </div>
      </div>
      {recording && <Acts household={household} state={state} />}
    </>
  );
}

function HouseFacts({ house }: { readonly house: House }): JSX.Element {
  const say = useSay();
  const nameOf = useNames();
  return (
    <dl className="lg-facts">
      <div><dt>{say(pageTexts.commune)}</dt><dd>{nameOf('unit-code', house.commune) ?? ''} <span className="lg-quiet">({house.commune})</span></dd></div>
      <div><dt>{say(pageTexts.kind)}</dt><dd>{say(house.kind ? houseKind().choices[house.kind] : pageTexts.notDecided)}</dd></div>
      <HouseMoney house={house} />
    </dl>
  );
}

function Notices({ house, events }: { readonly house: House; readonly events: readonly RecordedEvent[] }): JSX.Element {
  const say = useSay();
  const person = usePerson();
  const texts = useRefusalTexts();
  const last = events.findLast(({ type }) => ['HousePaymentRequested', 'HousePaid', 'HousePaymentRefused'].includes(type));
  const code = last?.type === 'HousePaymentRefused' ? String(last.data['refusal']) : undefined;
  return (
    <>
      {house.correction && <Alert type="info" showIcon title={say(pageTexts.correctionAwaits, { by: person(house.correction.by) })} />}
      {code !== undefined && texts && <Alert type="warning" showIcon title={say(pageTexts.paymentRefused, { reason: say(refusalText(texts, code, {})) })} />}
    </>
  );
}

/** The way from the proposal to the money. */
function HouseLine({ steps }: { readonly steps: readonly LineStep[] }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  return <StepLine label={say(pageTexts.line)} steps={steps.map(({ step, state, on, by }) => ({ title: say(step === 'paid' ? pageTexts.paidStep : houseStep().choices[step]), state, by, on: on && shownDay(on, language) }))} />;
}

function Acts({ household, state }: { readonly household: string; readonly state: HouseState }): JSX.Element {
  const values = useMemo(() => ({ household }), [household]);
  return <ActionBar offered={useHouseActs(state)} values={values} />;
}
