import { Button, Input } from 'antd';
import { lazy, Suspense, useEffect, useRef, useState, type JSX } from 'react';
import { day, isDay } from '@ledger/fields';
import { useLanguage, useSay, type Language } from '../language/language';
import { shownMoment } from '../table/shown';
import { uiTexts } from '../texts';
import { isPast, useMoment } from './moment';
import { useNamedPositions } from './named-positions';

/** Loaded where there are any: a choice is more code than all the rest of the frame. */
const NamedPositionChoice = lazy(() => import('./named-position-choice').then(({ NamedPositionChoice: choice }) => ({ default: choice })));

const dayField = day(uiTexts.effectiveDate);
const shown = (value: string | undefined, language: Language): string => (value === undefined ? '' : shownMoment(value, language));

interface DayEntryProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** A day typed as it is written; Enter or leaving the field takes it. */
function DayEntry({ label, value, onChange }: DayEntryProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const [typed, setTyped] = useState(shown(value, language));
  useEffect(() => setTyped(shown(value, language)), [value, language]);
  const read = dayField.read!(typed) as string;
  const wrong = typed.trim() !== '' && !isDay(read) && typed !== shown(value, language);
  const take = (): void => {
    if (typed.trim() === '') onChange(undefined);
    else if (isDay(read)) onChange(read);
  };
  return (
    <label className="lg-as-of-entry">
      <span>{label}</span>
      <Input size="small" value={typed} placeholder={say(uiTexts.now)} status={wrong ? 'error' : ''} aria-invalid={wrong} title={wrong ? say(uiTexts.noSuchDay) : undefined}
        onChange={(event) => setTyped(event.target.value)} onBlur={take} onPressEnter={take} />
    </label>
  );
}

/** Puts the whole page at another moment, on both axes of time. In the past it says so, and how to come back. */
export function AsOfBar(): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { asOf, knownAt, change } = useMoment();
  const past = isPast({ asOf, knownAt });
  const positions = useNamedPositions();
  const named = positions.find(({ position }) => position === knownAt);
  const bar = useRef<HTMLElement>(null);
  const toNow = (): void => {
    change({});
    // The button goes away; who pressed it by key stays where the moment is set.
    bar.current?.querySelector('input')?.focus();
  };
  return (
    <section ref={bar} className={past ? 'lg-as-of lg-past' : 'lg-as-of'} aria-label={say(uiTexts.asOfBar)}>
      <DayEntry label={say(uiTexts.effectiveDate)} value={asOf} onChange={(next) => change({ asOf: next, knownAt })} />
      <DayEntry label={say(uiTexts.recordedDate)} value={knownAt} onChange={(next) => change({ asOf, knownAt: next })} />
      {positions.length > 0 && <Suspense fallback={null}><NamedPositionChoice value={knownAt} onChange={(next) => change({ asOf, knownAt: next })} /></Suspense>}
      {past && (
        <p className="lg-as-of-says" role="status">
          <strong>{say(uiTexts.lookingAt)}</strong>{' '}
          {[asOf && say(uiTexts.effectiveOn, { day: shown(asOf, language) }), knownAt && say(uiTexts.knownOn, { day: named ? `${say(named.label)} (${knownAt})` : shown(knownAt, language) })].filter(Boolean).join(', ')}
        </p>
      )}
      {past && <Button size="small" onClick={toNow}>{say(uiTexts.backToNow)}</Button>}
    </section>
  );
}
