import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { useSentence } from '@ledger/ui/history/use-sentence';
import { useWho } from '@ledger/ui/history/use-who';
import { useLanguage } from '@ledger/ui/language/language';
import { shownInstant } from '@ledger/ui/table/shown';

/** One event in a line, leading to its page. */
export function EventLine({ event }: { readonly event: RecordedEvent }): JSX.Element {
  const { language } = useLanguage();
  const who = useWho();
  const sentence = useSentence();
  const { actor, recordedAt } = event.metadata;
  return (
    <>
      <Link to="/events/$position" params={{ position: event.position }}>{sentence(event)}</Link>{' '}
      <span className="lg-quiet"><time dateTime={recordedAt}>{shownInstant(recordedAt, language)}</time> · {who(actor)}</span>
    </>
  );
}
