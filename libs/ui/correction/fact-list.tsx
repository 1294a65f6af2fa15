import type { JSX } from 'react';
import { useSentence } from '../history/use-sentence';
import { useLanguage, useSay } from '../language/language';
import { useNames, usePerson } from '../names/names';
import { shownDay } from '../table/shown';
import type { RecordedFact } from './correction';
import { correctionTexts } from './texts';
import { shownValue } from './value';

interface FactListProps {
  readonly facts: readonly RecordedFact[];
  readonly picked: string | undefined;
  readonly onPick: (fact: string) => void;
}

/** Every fact of a record, the newest first: what it says, and what it stands for now; an old value is struck through, never gone. */
export function FactList({ facts, picked, onPick }: FactListProps): JSX.Element {
  const say = useSay();
  if (facts.length === 0) return <p role="status">{say(correctionTexts.none)}</p>;
  return <ul className="lg-choices">{facts.map((fact) => <Line key={fact.id} fact={fact} isPicked={fact.id === picked} onPick={onPick} />)}</ul>;
}

function Line({ fact: { id, event, on, recorded, now, notes }, isPicked, onPick }: { readonly fact: RecordedFact; readonly isPicked: boolean; readonly onPick: FactListProps['onPick'] }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const sentence = useSentence();
  const nameOf = useNames();
  const person = usePerson();
  const isChanged = now !== undefined;
  return (
    <li>
      <button type="button" aria-pressed={isPicked} className={isPicked ? 'lg-picked' : undefined} onClick={() => onPick(id)}>
        <span><strong>{sentence(event)}</strong><br /><span className="lg-quiet">{[shownDay(on, language), person(event.metadata.actor.user), ...notes.map((note) => say(note))].join(' · ')}</span></span>
        {recorded && <span className="lg-number">{isChanged ? <s>{shownValue(recorded, language, nameOf)}</s> : shownValue(recorded, language, nameOf)}{now && <><br />{shownValue(now, language, nameOf)}</>}</span>}
      </button>
    </li>
  );
}
