import { useCallback, useMemo, type JSX } from 'react';
import { useSay } from '@ledger/ui/language/language';
import { useRegisters } from '@ledger/ui/pages/registers';
import { EventList } from '@ledger/ui/replay/event-list';
import type { Axis } from '@ledger/ui/replay/event-order';
import { Player } from '@ledger/ui/replay/player';
import { replayTexts } from '@ledger/ui/replay/texts';
import { usePlayer, useStepKeys } from '@ledger/ui/replay/use-player';
import { useReplay, useStep } from '@ledger/ui/replay/use-replay';
import '@ledger/ui/replay/replay.css';
import { LogProgress, useEventLog } from '../../log/use-event-log';
import { texts } from '../../texts';
import { GoToPosition } from './go-to-position';
import { ObjectPane } from './object-pane';
import { useRemembered, useReplayAddress } from './replay-address';
import { ReplayFilters } from './replay-filters';
import { StepTabs } from './step-tabs';

/** Goes through what was recorded, event by event, with the record as it was at each. */
export function ReplayPage(): JSX.Element {
  const say = useSay();
  const loaded = useEventLog();
  const { log, version } = loaded;
  const address = useReplayAddress();
  const { all, eventOf } = useRegisters();
  const deciders = useMemo(() => all.flatMap((register) => register.deciders), [all]);
  const replay = useReplay({ log, version, axis: address.axis, filter: address.filter, start: address.start });
  const { order, index, go } = replay;
  const step = useStep(log, deciders, replay);
  const playing = usePlayer(index, order.places.length, go);
  useStepKeys({ by: (steps) => go(index + steps), toFirst: () => go(0), toLast: () => go(order.places.length - 1), toggle: playing.toggle });
  const { change } = address;
  const onAxis = useCallback((axis: Axis) => change({ axis: axis === 'recorded' ? undefined : axis }), [change]);
  const place = order.places[index];
  const event = place === undefined ? undefined : log.at(place);
  useRemembered(replay.moved ? event?.position : undefined, address);
  return (
    <>
      <h1>{say(texts.replay)}</h1>
      <LogProgress state={loaded} />
      <div className="lg-replay-choices">
        <ReplayFilters log={log} version={version} address={address} />
        <GoToPosition log={log} order={order} index={index} onGo={go} />
      </div>
      {event && step && place !== undefined ? (
        <div className="lg-replay">
          <section className="lg-pane lg-pane-list" aria-label={say(replayTexts.events)}><EventList log={log} order={order} index={index} onGo={go} textsOf={eventOf} /></section>
          <ObjectPane event={event} step={step} address={address} />
          <StepTabs event={event} place={place} step={step} />
          <Player log={log} order={order} index={index} onGo={go} playing={playing} axis={address.axis} onAxis={onAxis} />
        </div>
      ) : loaded.complete && <p role="status">{say(replayTexts.noEvents)}</p>}
    </>
  );
}
