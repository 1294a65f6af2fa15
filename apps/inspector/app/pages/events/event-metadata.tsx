import { Link } from '@tanstack/react-router';
import type { JSX, ReactNode } from 'react';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { useActingRole } from '@ledger/ui/history/use-who';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useNames, usePerson } from '@ledger/ui/names/names';
import { replayTexts } from '@ledger/ui/replay/texts';
import { BasisSign } from '@ledger/ui/table/basis';
import { shownDay, shownInstant } from '@ledger/ui/table/shown';
import { uiTexts } from '@ledger/ui/texts';
import { eventTexts } from './texts';

const code = (text: string | undefined): ReactNode => text !== undefined && <span className="lg-code">{text}</span>;

/** Everything that was recorded beside the event's data. */
export function EventMetadata({ event }: { readonly event: RecordedEvent }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const nameOf = useNames();
  const roleOf = useActingRole();
  const person = usePerson();
  const { actor, legalBasis, evidence, ...metadata } = event.metadata;
  const facts: readonly (readonly [keyof typeof eventTexts, ReactNode])[] = [
    ['recordedAt', <time key="at" dateTime={metadata.recordedAt}>{shownInstant(metadata.recordedAt, language)}</time>],
    ['effectiveOn', shownDay(metadata.effectiveOn, language)],
    ['person', <Link key="person" to="/people" search={{ person: actor.user }}>{person(actor.user)}</Link>],
    ['role', roleOf(actor)],
    ['actingUnit', `${nameOf('unit-code', actor.unit) ?? ''} ${actor.unit}`.trim()],
    ['legalBasis', legalBasis && `${say(eventTexts.basisOf, { number: legalBasis.number, day: shownDay(legalBasis.issuedOn, language) })}${legalBasis.issuer ? ` · ${legalBasis.issuer}` : ''}`],
    ['reason', metadata.reason],
    ['evidence', evidence && evidence.map((sha256) => <a key={sha256} className="lg-code" href={`/api/evidence/${sha256}`} target="_blank" rel="noreferrer">{sha256.slice(0, 12)}</a>)],
    ['stream', code(event.stream)],
    ['revision', say(eventTexts.revisionOf, { number: Number(event.revision) + 1 })],
    ['eventType', code(event.type)],
    ['schemaVersion', String(metadata.schemaVersion ?? 1)],
    ['factsAt', metadata.factsAt],
    ['origin', metadata.origin],
    ['commandId', code(metadata.commandId)],
    ['correlationId', code(metadata.correlationId)],
    ['causationId', metadata.causationId !== metadata.commandId && code(metadata.causationId)],
  ];
  return (
    <section aria-label={say(eventTexts.metadata)}>
      <h2>{say(eventTexts.metadata)}</h2>
      <dl className="lg-facts">
        {facts.filter(([, value]) => value !== undefined && value !== false && value !== '').map(([key, value]) => <div key={key}><dt>{say(eventTexts[key])}</dt><dd>{value}</dd></div>)}
        {metadata.basis !== undefined && <div><dt>{say(uiTexts.basis)}</dt><dd><BasisSign basis={metadata.basis} /></dd></div>}
        <div><dt>{say(replayTexts.position)}</dt><dd>{event.position}</dd></div>
        <div><dt>{say(replayTexts.eventId)}</dt><dd className="lg-code">{event.id}</dd></div>
      </dl>
    </section>
  );
}
