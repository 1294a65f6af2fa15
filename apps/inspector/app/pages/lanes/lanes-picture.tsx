import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useSentence } from '@ledger/ui/history/use-sentence';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useNames } from '@ledger/ui/names/names';
import { shownInstant } from '@ledger/ui/table/shown';
import type { Lane, LaneEvent, Lanes } from './related-lanes';
import { laneTexts } from './texts';

const COLUMN_PX = 80;
const ROW_PX = 64;
const TOP_PX = 30;
const DOT_PX = 9;

const x = (at: number): number => COLUMN_PX / 2 + at * COLUMN_PX;
const y = (lane: number): number => TOP_PX + ROW_PX / 2 + lane * ROW_PX;

/** What a lane is called. */
export function useLaneName(): (lane: Lane) => string {
  const say = useSay();
  const nameOf = useNames();
  return ({ kind, id }) => (kind === 'payment' ? say(laneTexts.payment, { payment: id }) : (nameOf('unit-code', id) ?? id));
}

/** Lanes with their events as dots; the same events stand below as a list, which says what colours and arrows say here. */
export function LanesPicture({ lanes, events }: Lanes): JSX.Element {
  const say = useSay();
  const laneName = useLaneName();
  const [width, height] = [events.length * COLUMN_PX, TOP_PX + lanes.length * ROW_PX];
  return (
    <figure className="lg-lanes" aria-label={say(laneTexts.chart)}>
      <ul className="lg-lane-names" style={{ paddingTop: TOP_PX }}>{lanes.map((lane) => <li key={lane.key} style={{ height: ROW_PX }} className={`lg-lane-${lane.kind}`}>{laneName(lane)}</li>)}</ul>
      <div className="lg-lane-window" role="region" tabIndex={0} aria-label={say(laneTexts.chart)}>
        <svg width={width} height={height} role="group" aria-label={say(laneTexts.chart)}>
          <defs><marker id="lane-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" /></marker></defs>
          {lanes.map(({ key }, index) => <line key={key} className="lg-lane-line" x1={0} x2={width} y1={y(index)} y2={y(index)} />)}
          {events.map((each) => each.cause !== undefined && <Arrow key={each.event.id} from={events[each.cause]!} to={each} />)}
          {events.map((each, index) => <Dot key={each.event.id} each={each} before={events[index - 1]} kind={lanes[each.lane]!.kind} />)}
        </svg>
      </div>
    </figure>
  );
}

function Arrow({ from, to }: { readonly from: LaneEvent; readonly to: LaneEvent }): JSX.Element {
  const [x1, y1, x2, y2] = [x(from.at), y(from.lane), x(to.at), y(to.lane)];
  // Within one lane an arc goes over the dots between.
  const bend = from.lane === to.lane ? `Q${(x1 + x2) / 2} ${y1 - ROW_PX / 1.6}` : `C${x1 + COLUMN_PX / 2} ${y1} ${x2 - COLUMN_PX / 2} ${y2}`;
  return <path className="lg-lane-arrow" d={`M${x1} ${y1}${bend} ${x2 - (from.lane === to.lane ? 0 : DOT_PX)} ${y2 - (from.lane === to.lane ? DOT_PX : 0)}`} markerEnd="url(#lane-arrow)" />;
}

interface DotProps {
  readonly each: LaneEvent;
  readonly before: LaneEvent | undefined;
  readonly kind: Lane['kind'];
}

function Dot({ each: { event, at, lane }, before, kind }: DotProps): JSX.Element {
  const { language } = useLanguage();
  const sentence = useSentence();
  const navigate = useNavigate();
  const when = shownInstant(event.metadata.recordedAt, language);
  const day = when.slice(0, 10);
  const says = `${when} · ${sentence(event)}`;
  const open = (): void => void navigate({ to: '/events/$position', params: { position: event.position } });
  return (
    <g role="link" tabIndex={0} aria-label={says} className={`lg-lane-event lg-lane-${kind}`} onClick={open} onKeyDown={(pressed) => pressed.key === 'Enter' && open()}>
      <title>{says}</title>
      {(!before || shownInstant(before.event.metadata.recordedAt, language).slice(0, 10) !== day) && <text x={x(at)} y={14} textAnchor="middle">{day}</text>}
      <rect x={x(at) - COLUMN_PX / 2} y={y(lane) - ROW_PX / 2} width={COLUMN_PX} height={ROW_PX} fill="transparent" />
      <circle cx={x(at)} cy={y(lane)} r={DOT_PX} />
    </g>
  );
}
