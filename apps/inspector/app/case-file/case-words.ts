import { useMemo } from 'react';
import type { Words } from '@ledger/kit';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { eventName, eventSentence } from '@ledger/ui/history/sentence';
import { filled, useLanguage, type Filling, type Language } from '@ledger/ui/language/language';
import { useNames } from '@ledger/ui/names/names';
import { useRegisters, type Registers } from '@ledger/ui/pages/registers';
import { shownDay, shownInstant, type NameOf } from '@ledger/ui/table/shown';
import { uiTexts } from '@ledger/ui/texts';
import type { CaseItem } from './case-file';
import { caseTexts as texts } from './texts';

type Actor = RecordedEvent['metadata']['actor'];

/** What a case says of its items: on the page and on paper alike. */
export interface CaseWords {
  readonly language: Language;
  say(words: Words, filling?: Filling): string;
  /** One line: the event's sentence, the figure, what was seen. */
  headline(item: CaseItem): string;
  /** What an event of a type says, without its values. */
  eventName(type: string): string;
  /** Who acted, under which role, whose it was when it was lent, in which unit. */
  who(actor: Actor): string;
  /** Who, when, under which role, on which basis, where it stands: labels with their values. */
  facts(item: CaseItem): readonly (readonly [label: string, value: string])[];
}

interface Vocabulary {
  readonly language: Language;
  readonly nameOf: NameOf;
  readonly eventOf: Registers['eventOf'];
}

export function caseWords({ language, nameOf, eventOf }: Vocabulary): CaseWords {
  const say = (words: Words, filling: Filling = {}): string => filled(words[language], filling);
  const fact = (label: Words, value: string | undefined): readonly (readonly [string, string])[] => (value === undefined ? [] : [[say(label), value]]);
  const who = ({ user, role, unit, lentBy }: Actor): string => {
    const name = nameOf('role', role) ?? role;
    return say(texts.as, { user, role: lentBy === undefined ? name : say(uiTexts.lentRole, { role: name, lender: lentBy }), unit: nameOf('unit-code', unit) ?? unit });
  };
  return {
    language,
    say,
    who,
    eventName: (type) => eventName(eventOf(type)?.words, type, language),
    headline: (item) => {
      if (item.kind === 'event') return eventSentence(eventOf(item.event.type), item.event, language, nameOf);
      if (item.kind === 'figure') return `${item.label}: ${item.value}`;
      if (item.kind === 'signal') return `${item.title}: ${item.seen}`;
      return item.kind === 'evidence' ? item.sha256 : item.note;
    },
    facts: (item) => {
      if (item.kind === 'event') {
        const { position, stream, revision, metadata: { actor, recordedAt, effectiveOn, legalBasis, reason } } = item.event;
        return [
          ...fact(texts.who, who(actor)),
          ...fact(texts.recordedAt, shownInstant(recordedAt, language)),
          ...fact(texts.effectiveOn, shownDay(effectiveOn, language)),
          ...fact(texts.basis, legalBasis && say(texts.basisOf, { number: legalBasis.number, day: shownDay(legalBasis.issuedOn, language) })),
          ...fact(texts.reason, reason),
          ...fact(texts.position, position),
          ...fact(texts.stream, `${stream}@${revision}`),
        ];
      }
      if (item.kind === 'figure') return fact(texts.address, item.address);
      return item.kind === 'signal' ? [...fact(texts.law, item.law), ...fact(texts.seenAt, item.position)] : [];
    },
  };
}

/** In the reader's language, or in Vietnamese for the paper. */
export function useCaseWords(wanted?: Language): CaseWords {
  const { language } = useLanguage();
  const nameOf = useNames();
  const { eventOf } = useRegisters();
  return useMemo(() => caseWords({ language: wanted ?? language, nameOf, eventOf }), [wanted, language, nameOf, eventOf]);
}
