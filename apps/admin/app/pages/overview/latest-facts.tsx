import type { JSX } from 'react';
import { useAnswer } from '@ledger/ui/api/answers';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { queryText } from '@ledger/ui/api/request';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { useSentence } from '@ledger/ui/history/use-sentence';
import { useLanguage } from '@ledger/ui/language/language';
import { usePerson } from '@ledger/ui/names/names';
import { useRegisters } from '@ledger/ui/pages/registers';
import { shownInstant } from '@ledger/ui/table/shown';
import { Behind } from './card';

const SHOWN = 8;
/** How far back one looks: positions may lie apart. */
const BACK = 300n;

/** What was recorded last, as sentences; each leads to the history it belongs to. */
export function LatestFacts({ position }: { readonly position: string }): JSX.Element {
  const { language } = useLanguage();
  const sentence = useSentence();
  const person = usePerson();
  const { eventOf } = useRegisters();
  const from = BigInt(position) > BACK ? BigInt(position) - BACK : 0n;
  const { data, error } = useAnswer<{ readonly events: readonly RecordedEvent[] }>(`/api/events${queryText({ from: from.toString(), until: position, limit: Number(BACK) })}`);
  if (error) return <ErrorNotice error={error} />;
  if (!data) return <Loading />;
  const known = data.events.filter(({ type }) => eventOf(type) !== undefined);
  return (
    <ul className="lg-latest">
      {known.slice(-SHOWN).reverse().map((event) => (
        <li key={event.id}><Behind place={{ to: `/history/${encodeURIComponent(event.stream)}` }}>{sentence(event)}</Behind><span className="lg-quiet">{shownInstant(event.metadata.recordedAt, language)} · {person(event.metadata.actor.user)}</span></li>
      ))}
    </ul>
  );
}
