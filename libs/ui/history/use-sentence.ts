import type { RecordedEvent } from '../api/catalogue';
import { useLanguage } from '../language/language';
import { useNames } from '../names/names';
import { useRegisters } from '../pages/registers';
import { eventSentence } from './sentence';

/** What an event says, in the reader's language. */
export function useSentence(): (event: RecordedEvent) => string {
  const { language } = useLanguage();
  const nameOf = useNames();
  const { eventOf } = useRegisters();
  return (event) => eventSentence(eventOf(event.type), event, language, nameOf);
}
