import { Button } from 'antd';
import { useEffect, useState, type JSX } from 'react';
import { useAct } from '@ledger/ui/api/answers';
import { ErrorNotice } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { PlainTable } from '@ledger/ui/table/plain-table';
import { shownInstant, shownNumber } from '@ledger/ui/table/shown';
import { Facts } from './facts';
import { ageOf } from './figures';
import { OperatorPage, useOperatorAnswer } from './operator-page';
import { StateSign } from './state-sign';
import { operatorTexts as texts } from './texts';

interface Witness {
  readonly name: string;
  readonly url?: string;
  readonly size?: string;
  readonly cosignedAt?: string;
  readonly error?: string;
}

interface Sealing {
  readonly state: string;
  readonly origin?: string;
  readonly keys: readonly string[];
  readonly size: string;
  readonly position: string;
  readonly sealedAt?: string;
  readonly published?: { readonly size: string; readonly quorumMet: boolean };
  readonly witnesses?: readonly Witness[];
  readonly error?: string;
}

const EVERY_MS = 3_000;

/** How the ledger is sealed, and who outside bears witness. */
export function SealingPage(): JSX.Element {
  const answer = useOperatorAnswer<Sealing>('/api/operations/audit', { every: EVERY_MS });
  return <OperatorPage title={texts.sealing} answer={answer}>{(sealing) => <Sealed sealing={sealing} />}</OperatorPage>;
}

function Sealed({ sealing }: { readonly sealing: Sealing }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const now = useNow();
  const act = useAct<Sealing>();
  const { state, origin, keys, size, position, sealedAt, published, witnesses, error } = sealing;
  return (
    <>
      <Facts facts={[
        [say(texts.state), <StateSign key="state" state={state} />],
        [say(texts.origin), origin],
        [say(texts.lastCheckpoint), sealedAt === undefined ? say(texts.notYet) : `${shownInstant(sealedAt, language)} · ${ageOf(sealedAt, now, say, language)}`],
        [say(texts.treeSize), shownNumber(Number(size), language)],
        [say(texts.sealedPosition), shownNumber(Number(position), language)],
        [say(texts.published), published && `${shownNumber(Number(published.size), language)}, ${say(published.quorumMet ? texts.quorumMet : texts.quorumMissing)}`],
        [say(texts.keys), <span key="keys" className="lg-code lg-wrap">{keys.join(' · ')}</span>],
        [say(texts.lastError), error],
      ]} />
      <div className="lg-row">
        <Button type="primary" loading={act.isPending} onClick={() => act.mutate({ path: '/api/operations/audit/checkpoint' })}>{say(texts.checkpointNow)}</Button>
        {act.data && <span role="status">{say(texts.checkpointMade, { size: shownNumber(Number(act.data.size), language) })}</span>}
      </div>
      {act.error && <ErrorNotice error={act.error} />}
      <h2>{say(texts.witnesses)}</h2>
      {witnesses === undefined ? <p>{say(texts.noWitnesses)}</p> : <Witnesses witnesses={witnesses} now={now} />}
    </>
  );
}

function Witnesses({ witnesses, now }: { readonly witnesses: readonly Witness[]; readonly now: number }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <PlainTable label={say(texts.witnesses)} rows={witnesses} keyOf={({ name }) => name} columns={[
      { key: 'name', label: say(texts.name), cell: ({ name }) => <strong className="lg-wrap">{name}</strong> },
      { key: 'url', label: say(texts.address), cell: ({ url }) => <span className="lg-code lg-wrap">{url ?? '–'}</span> },
      { key: 'size', label: say(texts.cosignedSize), number: true, cell: ({ size }) => (size === undefined ? '–' : shownNumber(Number(size), language)) },
      { key: 'at', label: say(texts.cosignedAt), cell: ({ cosignedAt }) => (cosignedAt === undefined ? '–' : `${shownInstant(cosignedAt, language)} · ${ageOf(cosignedAt, now, say, language)}`) },
      { key: 'answer', label: say(texts.lastAnswer), cell: ({ error, size }) => (error === undefined ? <StateSign state={size === undefined ? 'starting' : 'ok'} /> : <span className="lg-state-bad lg-wrap">{error}</span>) },
    ]} />
  );
}

/** The machine's clock, once a second. */
function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 1_000);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}
