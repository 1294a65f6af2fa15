import { Button, Segmented, Select } from 'antd';
import { memo, useCallback, useRef, type JSX } from 'react';
import { useLanguage, useSay } from '../language/language';
import { shownNumber } from '../table/shown';
import type { EventLog } from './event-log';
import type { Axis, EventOrder } from './event-order';
import { TimeSlider } from './time-slider';
import { replayTexts } from './texts';
import { SPEEDS, type Playing } from './use-player';

interface PlayerProps {
  readonly log: EventLog;
  readonly order: EventOrder;
  readonly index: number;
  readonly onGo: (index: number) => void;
  readonly playing: Playing;
  readonly axis: Axis;
  readonly onAxis: (axis: Axis) => void;
}

/** Where in time one is, and everything that moves one. */
export function Player({ log, order, index, onGo, playing, axis, onAxis }: PlayerProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const count = order.places.length;
  const at = useRef(index);
  at.current = index;
  const onStep = useCallback((steps: number) => onGo(at.current + steps), [onGo]);
  const { isPlaying, speed, toggle, changeSpeed } = playing;
  return (
    <section className="lg-player" aria-label={say(replayTexts.slider)}>
      <TimeSlider log={log} order={order} index={index} onGo={onGo} />
      <div className="lg-player-keys">
        <Moves isFirst={index <= 0} isLast={index >= count - 1} count={count} onGo={onGo} onStep={onStep} />
        <Choices isPlaying={isPlaying} speed={speed} toggle={toggle} changeSpeed={changeSpeed} isEmpty={count === 0} axis={axis} onAxis={onAxis} />
        <span className="lg-quiet" aria-live="off">{say(replayTexts.countOf, { at: shownNumber(count === 0 ? 0 : index + 1, language), count: shownNumber(count, language) })}</span>
        <span className="lg-quiet lg-player-help">{say(replayTexts.keys)}</span>
      </div>
    </section>
  );
}

interface MovesProps {
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly count: number;
  readonly onGo: (index: number) => void;
  readonly onStep: (steps: number) => void;
}

/** Drawn anew only at an end of the ledger, not at every step. */
const Moves = memo(function Moves({ isFirst, isLast, count, onGo, onStep }: MovesProps): JSX.Element {
  const say = useSay();
  const moves = [
    { words: replayTexts.first, sign: '⏮', go: () => onGo(0), off: isFirst },
    { words: replayTexts.previous, sign: '◀', go: () => onStep(-1), off: isFirst },
    { words: replayTexts.next, sign: '▶', go: () => onStep(1), off: isLast },
    { words: replayTexts.last, sign: '⏭', go: () => onGo(count - 1), off: isLast },
  ];
  return <>{moves.map(({ words, sign, go, off }) => <Button key={words.en} size="small" aria-label={say(words)} title={say(words)} disabled={off} onClick={go}>{sign}</Button>)}</>;
});

interface ChoicesProps extends Playing, Pick<PlayerProps, 'axis' | 'onAxis'> {
  readonly isEmpty: boolean;
}

/** What plays, how fast, and along which axis: untouched by a step. */
const Choices = memo(function Choices({ isPlaying, speed, toggle, changeSpeed, isEmpty, axis, onAxis }: ChoicesProps): JSX.Element {
  const say = useSay();
  return (
    <>
      <Button size="small" type={isPlaying ? 'primary' : 'default'} aria-pressed={isPlaying} disabled={isEmpty} onClick={toggle}>{say(isPlaying ? replayTexts.pause : replayTexts.play)}</Button>
      <Select size="small" aria-label={say(replayTexts.speed)} popupMatchSelectWidth={false} value={speed} onChange={changeSpeed} options={SPEEDS.map((each) => ({ value: each, label: say(replayTexts.perSecond, { count: each }) }))} />
      <Segmented size="small" name="axis" aria-label={say(replayTexts.axis)} value={axis} onChange={onAxis} options={[{ value: 'recorded', label: say(replayTexts.recorded) }, { value: 'effective', label: say(replayTexts.effective) }]} />
    </>
  );
});
