import { useParams } from '@tanstack/react-router';
import type { JSX } from 'react';
import { StreamHistory } from '@ledger/ui/history/stream-history';
import { useSay } from '@ledger/ui/language/language';
import { uiTexts } from '@ledger/ui/texts';
import { eventOf } from '../registers';

/** Everything recorded of one record. */
export function HistoryPage(): JSX.Element {
  const say = useSay();
  const { stream } = useParams({ from: '/history/$stream' });
  return <><h1>{say(uiTexts.history)}</h1><StreamHistory stream={stream} textsOf={eventOf} /></>;
}
