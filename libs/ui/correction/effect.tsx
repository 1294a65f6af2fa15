import type { JSX } from 'react';
import { useLanguage, useSay } from '../language/language';
import { useNames } from '../names/names';
import { PlainTable } from '../table/plain-table';
import { refusalText } from '../work/refusal-text';
import { useRefusalTexts } from '../work/refusal-texts';
import type { Trial } from '../work/trial';
import type { EffectLine } from './correction';
import { correctionTexts } from './texts';
import { changeOf, isSame, shownValue } from './value';

interface EffectProps {
  /** Undefined while what is right is not entered. */
  readonly trial: Trial | undefined;
  readonly linesOf: (accepted: Extract<Trial, { readonly accepted: true }>) => readonly EffectLine[];
  /** Whether somebody else has to agree. */
  readonly agreed: boolean;
}

/** Before and after, or why the rules would refuse it. */
export function Effect({ trial, linesOf, agreed }: EffectProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const nameOf = useNames();
  const texts = useRefusalTexts() ?? {};
  const title = say(agreed ? correctionTexts.effect : correctionTexts.effectAlone);
  if (!trial) return <p className="lg-quiet">{say(correctionTexts.typeFirst)}</p>;
  if (!trial.accepted) return <p className="lg-left-not" role="status">{say(refusalText(texts, trial.code, trial.details))}</p>;
  return (
    <section aria-label={title} aria-live="polite">
      <h3>{title}</h3>
      <PlainTable label={title} rows={linesOf(trial)} keyOf={({ label }) => label.en} columns={[
        { key: 'what', label: say(correctionTexts.what), cell: ({ label }) => say(label) },
        { key: 'before', label: say(correctionTexts.before), number: true, cell: ({ before, after }) => (isSame(before, after) ? shownValue(before, language, nameOf) : <s>{shownValue(before, language, nameOf)}</s>) },
        { key: 'after', label: say(correctionTexts.after), number: true, cell: ({ before, after }) => (isSame(before, after) ? shownValue(after, language, nameOf) : <strong>{shownValue(after, language, nameOf)}</strong>) },
        { key: 'change', label: say(correctionTexts.change), number: true, cell: ({ before, after }) => changeOf(before, after, language) },
      ]} />
      <p className="lg-quiet">{say(correctionTexts.effectWhy)}</p>
    </section>
  );
}
