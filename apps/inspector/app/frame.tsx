import type { JSX } from 'react';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { AppFrame } from '@ledger/ui/frame/app-frame';
import { EventActsProvider } from '@ledger/ui/history/event-acts';
import { PinButton } from './case-file/pin-button';
import { Menu, pages } from './menu';
import { OfflineBadge } from './offline-badge';
import { texts } from './texts';

/** Wherever an event is shown it can be pinned to the inspector's case. */
const pin = (event: RecordedEvent): JSX.Element => <PinButton pinned={{ kind: 'event', event }} name={`${event.stream}@${event.revision}`} />;

export const Frame = (): JSX.Element => (
  <EventActsProvider acts={pin}>
    <AppFrame product={texts.product} menu={(onFollow) => <Menu onFollow={onFollow} />} pages={pages} signs={<OfflineBadge />} />
  </EventActsProvider>
);
