import type { JSX } from 'react';
import { useLanguage, useSay } from '../language/language';
import { useMoneyUnit } from '../money/unit-of-money';
import { useNames } from '../names/names';
import { stateValue, type StateVocabulary } from './state-words';
import type { Difference } from './state-values';
import { replayTexts } from './texts';

interface StateDifferenceProps {
  readonly differences: readonly Difference[];
  readonly vocabulary: StateVocabulary;
}

/** What the current event changed, value by value. */
export function StateDifference({ differences, vocabulary }: StateDifferenceProps): JSX.Element {
  const say = useSay();
  if (differences.length === 0) return <p>{say(replayTexts.noDifference)}</p>;
  return <ul className="lg-differences">{differences.map((difference, index) => <Change key={index} difference={difference} vocabulary={vocabulary} />)}</ul>;
}

function Change({ difference: { path, before, after }, vocabulary }: { readonly difference: Difference; readonly vocabulary: StateVocabulary }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const nameOf = useNames();
  const field = vocabulary.field(path.at(-1)?.key ?? '', after ?? before);
  const shown = (value: unknown): ReturnType<typeof stateValue> => stateValue(value, field, language, unit, nameOf);
  const labels = path.map((entry) => vocabulary.label(entry, language));
  const change = changeOf(before, after);
  return (
    <li>
      <p><span className="lg-quiet">{labels.slice(0, -1).map((label) => `${label} › `)}</span><strong>{labels.at(-1)}</strong></p>
      <p className="lg-values">
        {before !== undefined && <span className="lg-before" title={shown(before).exact}><span className="lg-unseen">{say(replayTexts.before)}: </span><s>{shown(before).text}</s></span>}
        <span aria-hidden="true">→</span>
        <span title={shown(after).exact}><span className="lg-unseen">{say(replayTexts.after)}: </span>{shown(after).text}</span>
        {change !== undefined && change !== 0n && before !== undefined && <span className={change > 0n ? 'lg-rise' : 'lg-fall'} title={shown(change).exact}>({change > 0n ? '▲ +' : '▼ '}{shown(change).text})</span>}
      </p>
    </li>
  );
}

/** How much an amount went up or down; what was not there counts as nothing. */
function changeOf(before: unknown, after: unknown): bigint | undefined {
  const isAmount = (value: unknown): value is bigint | undefined => value === undefined || typeof value === 'bigint';
  if (!isAmount(before) || !isAmount(after) || before === after) return undefined;
  return (after ?? 0n) - (before ?? 0n);
}
