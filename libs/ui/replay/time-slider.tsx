import { useMemo, useRef, type JSX, type KeyboardEvent, type PointerEvent } from 'react';
import { useLanguage, useSay } from '../language/language';
import { shownDay } from '../table/shown';
import type { EventLog } from './event-log';
import { dayOn, densityOf, indexAt, type EventOrder } from './event-order';
import { replayTexts } from './texts';

const BINS = 240;
const HEIGHT = 40;

interface TimeSliderProps {
  readonly log: EventLog;
  readonly order: EventOrder;
  readonly index: number;
  readonly onGo: (index: number) => void;
}

/** All the time there is, with how much happened when; dragged, or stepped by key from event to event. */
export function TimeSlider({ log, order, index, onGo }: TimeSliderProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const track = useRef<HTMLDivElement>(null);
  const count = order.places.length;
  const [from, to] = [order.times[0] ?? 0, order.times.at(-1) ?? 0];
  const share = to > from ? ((order.times[index] ?? from) - from) / (to - from) : 0;
  const dayAt = (at: number): string => (order.places[at] === undefined ? '' : shownDay(dayOn(log.at(order.places[at])!, order.axis), language));
  const goTo = (event: PointerEvent): void => {
    const { left, width } = track.current!.getBoundingClientRect();
    onGo(indexAt(order, from + Math.max(0, Math.min(1, (event.clientX - left) / width)) * (to - from)));
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = { PageUp: Math.ceil(count / 20), PageDown: -Math.ceil(count / 20), ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onGo(Math.max(0, Math.min(count - 1, index + step)));
  };
  return (
    <div className="lg-time">
      <div ref={track} className="lg-time-track" role="slider" tabIndex={0} aria-label={say(replayTexts.slider)} aria-orientation="horizontal" aria-valuemin={count === 0 ? 0 : 1} aria-valuemax={count} aria-valuenow={index + 1}
        aria-valuetext={`${dayAt(index)} · ${say(replayTexts.countOf, { at: index + 1, count })}`} onKeyDown={onKey}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          goTo(event);
        }}
        onPointerMove={(event) => event.buttons > 0 && goTo(event)}>
        <Density order={order} />
        <span className="lg-time-past" style={{ width: `${share * 100}%` }} />
        <span className="lg-time-thumb" style={{ left: `${share * 100}%` }} />
      </div>
      <div className="lg-time-ends"><span>{dayAt(0)}</span><strong>{dayAt(index)}</strong><span>{dayAt(count - 1)}</span></div>
    </div>
  );
}

/** Bars on a scale of roots: a quiet week stays visible beside a night in which everything was entered. */
function Density({ order }: { readonly order: EventOrder }): JSX.Element {
  const path = useMemo(() => {
    const counts = densityOf(order, BINS);
    const most = Math.sqrt(Math.max(1, ...counts));
    return [...counts].map((count, bin) => (count === 0 ? '' : `M${bin} ${HEIGHT}V${(HEIGHT - (Math.sqrt(count) / most) * HEIGHT).toFixed(1)}h0.8V${HEIGHT}z`)).join('');
  }, [order]);
  return <svg className="lg-time-density" viewBox={`0 0 ${BINS} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true"><path d={path} /></svg>;
}
