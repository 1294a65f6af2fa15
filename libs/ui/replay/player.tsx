import { Button, Segmented, Select } from 'antd';
import type { JSX } from 'react';
import { useSay } from '../language/language';
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
  const count = order.places.length;
  const moves = [
    { words: replayTexts.first, sign: '⏮', to: 0, off: index <= 0 },
    { words: replayTexts.previous, sign: '◀', to: index - 1, off: index <= 0 },
    { words: replayTexts.next, sign: '▶', to: index + 1, off: index >= count - 1 },
    { words: replayTexts.last, sign: '⏭', to: count - 1, off: index >= count - 1 },
  ];
  return (
    <section className="lg-player" aria-label={say(replayTexts.slider)}>
      <TimeSlider log={log} order={order} index={index} onGo={onGo} />
      <div className="lg-player-keys">
        {moves.map(({ words, sign, to, off }) => <Button key={words.en} size="small" aria-label={say(words)} title={say(words)} disabled={off} onClick={() => onGo(to)}>{sign}</Button>)}
        <Button size="small" type={playing.isPlaying ? 'primary' : 'default'} aria-pressed={playing.isPlaying} disabled={count === 0} onClick={playing.toggle}>{say(playing.isPlaying ? replayTexts.pause : replayTexts.play)}</Button>
        <Select size="small" aria-label={say(replayTexts.speed)} popupMatchSelectWidth={false} value={playing.speed} onChange={playing.changeSpeed} options={SPEEDS.map((speed) => ({ value: speed, label: say(replayTexts.perSecond, { count: speed }) }))} />
        <Segmented size="small" name="axis" aria-label={say(replayTexts.axis)} value={axis} onChange={onAxis} options={[{ value: 'recorded', label: say(replayTexts.recorded) }, { value: 'effective', label: say(replayTexts.effective) }]} />
        <span className="lg-quiet" aria-live="off">{say(replayTexts.countOf, { at: count === 0 ? 0 : index + 1, count })}</span>
        <span className="lg-quiet lg-player-help">{say(replayTexts.keys)}</span>
      </div>
    </section>
  );
}
