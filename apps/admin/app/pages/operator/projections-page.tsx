import { Button, Popconfirm } from 'antd';
import { useEffect, useRef, useState, type JSX } from 'react';
import { useAct } from '@ledger/ui/api/answers';
import { ErrorNotice } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { PlainTable, type PlainColumn } from '@ledger/ui/table/plain-table';
import { shownInstant, shownNumber } from '@ledger/ui/table/shown';
import { percentOf, shownSeconds } from './figures';
import { OperatorPage, useOperatorAnswer } from './operator-page';
import { ParkedEventDrawer } from './parked-event';
import { StateSign } from './state-sign';
import { operatorTexts as texts } from './texts';
import { useRates } from './use-rates';

export interface ProjectionState {
  readonly name: string;
  readonly version: number;
  readonly state: string;
  readonly position: string;
  readonly head: string;
  readonly parked?: { readonly position: string; readonly error: string };
  readonly rebuild?: { readonly position: string; readonly head: string; readonly rate: number; readonly secondsLeft: number; readonly done: boolean; readonly error?: string };
}

interface Answer {
  readonly projections: readonly ProjectionState[];
}

const BUSY_MS = 500;
const CALM_MS = 3_000;

const isBuilding = ({ rebuild }: ProjectionState): boolean => rebuild !== undefined && !rebuild.done;

/** How far every table is, and filling one anew while everybody goes on reading the old one. */
export function ProjectionsPage(): JSX.Element {
  const answer = useOperatorAnswer<Answer>('/api/operations/projections', { every: (latest) => (latest?.projections.some((each) => isBuilding(each) || each.position !== each.head) ? BUSY_MS : CALM_MS) });
  return <OperatorPage title={texts.projections} answer={answer}>{({ projections }) => <Projections projections={projections} />}</OperatorPage>;
}

function Projections({ projections }: Answer): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const act = useAct();
  const [open, setOpen] = useState<ProjectionState>();
  const swapped = useSwaps(projections);
  const rates = useRates(projections);
  const rebuild = ({ name }: ProjectionState): void => act.mutate({ path: `/api/operations/projections/${name}/rebuild` });
  const rateOf = (row: ProjectionState): number => (isBuilding(row) ? row.rebuild!.rate : (rates.get(row.name) ?? 0));
  const leftOf = (row: ProjectionState): number | undefined => {
    if (isBuilding(row)) return row.rebuild!.rate > 0 ? row.rebuild!.secondsLeft : undefined;
    const rate = rateOf(row);
    return row.position === row.head || rate === 0 ? undefined : Number(BigInt(row.head) - BigInt(row.position)) / rate;
  };
  const columns: readonly PlainColumn<ProjectionState>[] = [
    { key: 'name', label: say(texts.name), cell: ({ name }) => <strong className="lg-wrap">{name}</strong> },
    { key: 'version', label: say(texts.version), number: true, cell: ({ version }) => `v${version}` },
    { key: 'state', label: say(texts.state), cell: (row) => <StateSign state={isBuilding(row) ? 'rebuilding' : row.state} /> },
    { key: 'position', label: say(texts.position), number: true, cell: (row) => positionsOf(row).map((each) => shownNumber(Number(each), language)).join(' / ') },
    { key: 'progress', label: say(texts.progress), cell: (row) => <Progress row={row} /> },
    { key: 'rate', label: say(texts.rate), number: true, cell: (row) => (rateOf(row) > 0 ? shownNumber(Math.round(rateOf(row)), language) : '–') },
    { key: 'left', label: say(texts.timeLeft), number: true, cell: (row) => (leftOf(row) === undefined ? '–' : shownSeconds(leftOf(row)!, language)) },
    {
      key: 'error', label: say(texts.lastError), cell: (row) => (
        <>
          {row.parked && <Button size="small" danger aria-label={say(texts.parkedEventOf, { name: row.name })} onClick={() => setOpen(row)}>{say(texts.parkedEvent)}</Button>}
          {row.rebuild?.error && <span className="lg-wrap">{say(texts.rebuildFailed, { error: row.rebuild.error })}</span>}
          {swapped.has(row.name) && <span role="status">✓ {say(texts.swapped, { time: shownInstant(swapped.get(row.name)!, language).slice(-8) })}</span>}
          {!row.parked && !row.rebuild?.error && !swapped.has(row.name) && '–'}
        </>
      ),
    },
    {
      key: 'action', label: say(texts.action), cell: (row) => (
        <Popconfirm title={say(texts.rebuildNamed, { name: row.name })} description={say(texts.rebuildWhy)} okText={say(texts.rebuild)} onConfirm={() => rebuild(row)}>
          <Button size="small" disabled={isBuilding(row)} aria-label={say(texts.rebuildNamed, { name: row.name })}>{say(texts.rebuild)}</Button>
        </Popconfirm>
      ),
    },
  ];
  return (
    <>
      {act.error && <ErrorNotice error={act.error} />}
      <PlainTable label={say(texts.projections)} columns={columns} rows={projections} keyOf={({ name }) => name} />
      <ParkedEventDrawer projection={open} onClose={() => setOpen(undefined)} onRetry={(row) => { rebuild(row); setOpen(undefined); }} />
    </>
  );
}

const positionsOf = (row: ProjectionState): readonly [string, string] => (isBuilding(row) ? [row.rebuild!.position, row.rebuild!.head] : [row.position, row.head]);

function Progress({ row }: { readonly row: ProjectionState }): JSX.Element {
  const { language } = useLanguage();
  const percent = percentOf(...positionsOf(row));
  return <span className="lg-progress"><progress max={100} value={percent} aria-label={row.name} /><span>{shownNumber(percent, language)}%</span></span>;
}

/** When each rebuild that was seen under way here was swapped in. */
function useSwaps(projections: readonly ProjectionState[]): ReadonlyMap<string, string> {
  const building = useRef(new Set<string>());
  const [swapped, setSwapped] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    const done = projections.filter((row) => building.current.has(row.name) && !isBuilding(row) && row.rebuild?.error === undefined).map(({ name }) => name);
    building.current = new Set(projections.filter(isBuilding).map(({ name }) => name));
    if (done.length > 0) setSwapped((before) => new Map([...before, ...done.map((name) => [name, new Date().toISOString()] as const)]));
  }, [projections]);
  return swapped;
}
