import type { JSX } from 'react';
import { houseStep } from '@ledger/registers/housing/domain';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { usePerson } from '@ledger/ui/names/names';
import { shownInstant } from '@ledger/ui/table/shown';
import { EvidenceGlance } from '@ledger/ui/upload/evidence-glance';
import type { StepEvidence } from './house-history';
import { pageTexts } from './page-texts';

/** Photos and papers by the step they were recorded with, the latest step first. */
export function HousePhotos({ evidence }: { readonly evidence: readonly StepEvidence[] }): JSX.Element {
  const say = useSay();
  return (
    <section aria-labelledby="house-photos">
      <h2 id="house-photos">{say(pageTexts.photos)}</h2>
      {evidence.length === 0 ? <p className="lg-quiet">{say(pageTexts.noPhotos)}</p> : evidence.map((of) => <StepPhotos key={of.event.id} of={of} />)}
    </section>
  );
}

function StepPhotos({ of: { step, event, files } }: { readonly of: StepEvidence }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const person = usePerson();
  const title = say(step === undefined ? pageTexts.otherPaper : houseStep().choices[step]);
  return (
    <figure className="lg-step-photos">
      <figcaption><strong>{title}</strong> <span className="lg-quiet">{say(pageTexts.byOn, { by: person(event.metadata.actor.user), on: shownInstant(event.metadata.recordedAt, language) })}</span></figcaption>
      <ul className="lg-glances">{files.map((sha256, index) => <li key={sha256}><EvidenceGlance sha256={sha256} name={say(pageTexts.photoOf, { step: title, number: index + 1 })} /></li>)}</ul>
    </figure>
  );
}
