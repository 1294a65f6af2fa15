import { useCallback } from 'react';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { knownAtParameter, useMoment } from '@ledger/ui/moment/moment';
import { isLookedAt } from '@ledger/ui/replay/event-order';

/** Whether an event had been recorded, and had taken effect, by the moment that is looked at. */
export function useKnown(): (event: RecordedEvent) => boolean {
  const moment = useMoment();
  const [until, knownAt] = [moment.asOf, knownAtParameter(moment.knownAt)];
  return useCallback((event) => isLookedAt(event, { until, knownAt }), [until, knownAt]);
}
