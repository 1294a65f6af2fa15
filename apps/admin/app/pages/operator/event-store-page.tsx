import { Button } from 'antd';
import type { JSX } from 'react';
import { useAct } from '@ledger/ui/api/answers';
import { ErrorNotice } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { PlainTable } from '@ledger/ui/table/plain-table';
import { shownInstant, shownNumber } from '@ledger/ui/table/shown';
import { Facts } from './facts';
import { OperatorPage, useOperatorAnswer } from './operator-page';
import { StateSign } from './state-sign';
import { operatorTexts as texts } from './texts';

interface StoreState {
  readonly state: string;
  readonly head?: string;
  readonly server?: string;
  readonly lastError?: string;
  readonly appends?: number;
  readonly appendsRepeated?: number;
  readonly connectionsLost?: number;
  readonly subscriptions?: readonly { readonly state: string; readonly position: string }[];
}

interface Group {
  readonly source: string;
  readonly group: string;
  readonly state: string;
  readonly checkpointed?: string;
  readonly lastKnown?: string;
  readonly behind?: string;
  readonly perSecond: number;
  readonly waiting: number;
  readonly inFlight: number;
  readonly parkedCount: string;
  readonly parked: readonly { readonly stream: string; readonly revision: string; readonly type: string; readonly reason: string; readonly at: string; readonly payload: string }[];
  readonly consumers: readonly { readonly from: string; readonly username: string; readonly name: string; readonly perSecond: number; readonly total: number; readonly inFlight: number }[];
}

type NodeState =
  | { readonly state: 'off' }
  | { readonly state: 'missing'; readonly reason: string }
  | { readonly state: 'running'; readonly address: string; readonly tls: boolean; readonly head: string; readonly streams: number; readonly groups: readonly Group[] };

const EVERY_MS = 2_000;

/** Where events lie and who follows them from outside, with what they could not take. */
export function EventStorePage(): JSX.Element {
  const store = useOperatorAnswer<StoreState>('/api/operations/event-store', { every: EVERY_MS });
  const node = useOperatorAnswer<NodeState>('/api/operations/node', { every: EVERY_MS });
  return (
    <OperatorPage title={texts.eventStore} answer={store}>
      {(state) => <><Store store={state} />{node.error ? <ErrorNotice error={node.error} /> : node.data && <Node node={node.data} />}</>}
    </OperatorPage>
  );
}

function Store({ store }: { readonly store: StoreState }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const number = (value: number | undefined): string | undefined => (value === undefined ? undefined : shownNumber(value, language));
  return (
    <section className="lg-section">
      <h2>{say(texts.store)}</h2>
      <Facts facts={[
        [say(texts.state), <StateSign key="state" state={store.state} />],
        [say(texts.address), store.server ?? say(texts.embedded)],
        [say(texts.head), number(store.head === undefined ? undefined : Number(store.head))],
        [say(texts.appends), store.appends === undefined ? undefined : `${number(store.appends)} · ${number(store.appendsRepeated)}`],
        [say(texts.connectionsLost), number(store.connectionsLost)],
        [say(texts.follows), store.subscriptions?.map(({ state, position }, index) => <span key={index}><StateSign state={state} /> {shownNumber(Number(position), language)} </span>)],
        [say(texts.lastError), store.lastError],
      ]} />
    </section>
  );
}

function Node({ node }: { readonly node: NodeState }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <section className="lg-section">
      <h2>{say(texts.node)}</h2>
      {node.state === 'off' ? <p>{say(texts.nodeOff)}</p> : node.state === 'missing' ? <p className="lg-state-bad">{say(texts.nodeMissing, { reason: node.reason })}</p> : (
        <>
          <Facts facts={[
            [say(texts.state), <StateSign key="state" state="running" />],
            [say(texts.address), <code key="address" className="lg-code">{node.address}</code>],
            [say(texts.encryption), say(node.tls ? texts.encrypted : texts.notEncrypted)],
            [say(texts.head), shownNumber(Number(node.head), language)],
            [say(texts.streams), shownNumber(node.streams, language)],
          ]} />
          <Groups groups={node.groups} />
        </>
      )}
    </section>
  );
}

function Groups({ groups }: { readonly groups: readonly Group[] }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const act = useAct();
  const number = (value: string | undefined): string => (value === undefined ? '–' : shownNumber(Number(value), language));
  return (
    <>
      <h3>{say(texts.groups)}</h3>
      {act.error && <ErrorNotice error={act.error} />}
      <PlainTable label={say(texts.groups)} rows={groups} keyOf={({ source, group }) => `${source}::${group}`} empty={say(texts.noGroups)} columns={[
        { key: 'group', label: say(texts.group), cell: ({ source, group }) => <span className="lg-wrap"><strong>{group}</strong> · {source}</span> },
        { key: 'state', label: say(texts.state), cell: ({ state }) => state },
        { key: 'checkpointed', label: say(texts.checkpoint), number: true, cell: ({ checkpointed, lastKnown }) => `${number(checkpointed)} / ${number(lastKnown)}` },
        { key: 'behind', label: say(texts.behind), number: true, cell: ({ behind }) => number(behind) },
        { key: 'rate', label: say(texts.rate), number: true, cell: ({ perSecond }) => shownNumber(perSecond, language) },
        { key: 'flight', label: say(texts.inFlight), number: true, cell: ({ inFlight, waiting }) => `${inFlight} · ${waiting}` },
        { key: 'consumers', label: say(texts.consumers), cell: ({ consumers }) => <Consumers consumers={consumers} /> },
        { key: 'parked', label: say(texts.parkedMessages), number: true, cell: ({ parkedCount }) => number(parkedCount) },
        { key: 'replay', label: say(texts.action), cell: ({ source, group, parkedCount }) => <Button size="small" disabled={parkedCount === '0'} aria-label={say(texts.replayNamed, { group })} onClick={() => act.mutate({ path: '/api/operations/node/replay', body: { source, group } })}>{say(texts.replay)}</Button> },
      ]} />
      {groups.filter(({ parked }) => parked.length > 0).map((group) => <ParkedMessages key={`${group.source}::${group.group}`} group={group} />)}
    </>
  );
}

function Consumers({ consumers }: Pick<Group, 'consumers'>): JSX.Element {
  const say = useSay();
  if (consumers.length === 0) return <span className="lg-quiet">{say(texts.noConsumers)}</span>;
  return <ul className="lg-plain">{consumers.map(({ from, username, name, total, inFlight }, index) => <li key={index}>{name || username || from} · {say(texts.handled).toLocaleLowerCase()} {total} · {inFlight}</li>)}</ul>;
}

function ParkedMessages({ group: { group, parked } }: { readonly group: Group }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <details className="lg-section">
      <summary>{say(texts.parkedMessages)}: {group} ({parked.length})</summary>
      <ul className="lg-plain">
        {parked.map(({ stream, revision, type, reason, at, payload }) => (
          <li key={`${stream}@${revision}`}>
            <p className="lg-wrap"><strong>{type}</strong> · {stream} @ {revision} · {shownInstant(at, language)}<br />{say(texts.reason)}: {reason}</p>
            <pre className="lg-json" tabIndex={0}>{payload}</pre>
          </li>
        ))}
      </ul>
    </details>
  );
}
