import { useParams } from '@tanstack/react-router';
import type { JSX } from 'react';
import { StreamHistory } from '../history/stream-history';
import { useSay } from '../language/language';
import { uiTexts } from '../texts';
import { useRegisters } from './registers';

/** Everything recorded of one record. */
export function HistoryPage(): JSX.Element {
  const say = useSay();
  const { stream } = useParams({ strict: false }) as { readonly stream: string };
  const { eventOf } = useRegisters();
  return <><h1>{say(uiTexts.history)}</h1><StreamHistory stream={stream} textsOf={eventOf} /></>;
}
