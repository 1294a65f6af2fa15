import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { sentenceOf } from '@ledger/ui/history/sentence';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useNames } from '@ledger/ui/names/names';
import { useRegisters } from '@ledger/ui/pages/registers';
import { shownInstant } from '@ledger/ui/table/shown';
import { uiTexts } from '@ledger/ui/texts';

/** What an event says, in the reader's language. */
export function useSentence(): (event: RecordedEvent) => string {
  const { language } = useLanguage();
  const nameOf = useNames();
  const { eventOf } = useRegisters();
  return ({ type, data }) => {
    const known = eventOf(type);
    return known ? sentenceOf(known.words, known.shape, data, language, nameOf) : type;
  };
}

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
