import { Button, Drawer } from 'antd';
import type { JSX } from 'react';
import { useAnswer } from '@ledger/ui/api/answers';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { shownInstant } from '@ledger/ui/table/shown';
import { uiTexts } from '@ledger/ui/texts';
import { Facts } from './facts';
import type { ProjectionState } from './projections-page';
import { operatorTexts as texts } from './texts';

interface ParkedEventProps {
  /** Undefined: nothing is open. */
  readonly projection: ProjectionState | undefined;
  readonly onClose: () => void;
  readonly onRetry: (projection: ProjectionState) => void;
}

/** The event that a projection cannot get past: what it says, what went wrong, and trying again. */
export function ParkedEventDrawer({ projection, onClose, onRetry }: ParkedEventProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const parked = projection?.parked;
  // `from` is exclusive: the first event behind the position before it is the one.
  const { data, error } = useAnswer<{ readonly events: readonly RecordedEvent[] }>(`/api/events?from=${parked ? BigInt(parked.position) - 1n : 0n}&limit=1`, { enabled: parked !== undefined });
  const event = data?.events[0];
  return (
    <Drawer open={parked !== undefined} onClose={onClose} size="min(44rem, 100vw)" title={<h2 className="lg-drawer-title">{say(texts.parkedEvent)}</h2>} destroyOnHidden closable={{ 'aria-label': say(uiTexts.close) }}>
      {parked && projection && (
        <>
          <p>{say(texts.parkedWhy)}</p>
          <p className="lg-state-bad lg-wrap">{projection.name}: {parked.error}</p>
          <Button type="primary" onClick={() => onRetry(projection)}>{say(texts.tryAgain)}</Button>
          {error && <ErrorNotice error={error} />}
          {!event && !error && <Loading />}
          {event && (
            <>
              <Facts facts={[
                [say(texts.type), event.type],
                [say(texts.stream), `${event.stream} @ ${event.revision}`],
                [say(texts.recordedAt), shownInstant(event.metadata.recordedAt, language)],
              ]} />
              <h3>{say(texts.payload)}</h3>
              <pre className="lg-json" tabIndex={0}>{JSON.stringify({ data: event.data, metadata: event.metadata }, undefined, 2)}</pre>
            </>
          )}
        </>
      )}
    </Drawer>
  );
}
