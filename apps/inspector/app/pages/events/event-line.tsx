import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { useSentence } from '@ledger/ui/history/use-sentence';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useNames } from '@ledger/ui/names/names';
import { shownInstant } from '@ledger/ui/table/shown';
import { uiTexts } from '@ledger/ui/texts';

/** One event in a line, leading to its page. */
export function EventLine({ event }: { readonly event: RecordedEvent }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const nameOf = useNames();
  const sentence = useSentence();
  const { actor, recordedAt } = event.metadata;
  return (
    <>
      <Link to="/events/$position" params={{ position: event.position }}>{sentence(event)}</Link>{' '}
      <span className="lg-quiet"><time dateTime={recordedAt}>{shownInstant(recordedAt, language)}</time> · {say(uiTexts.who, { user: actor.user, role: actor.role, unit: nameOf('unit-code', actor.unit) ?? actor.unit })}</span>
    </>
  );
}
