import { useState, type JSX } from 'react';
import { useLanguage, useSay } from '../language/language';
import { useMoneyUnit } from '../money/unit-of-money';
import { useNames } from '../names/names';
import { entriesOf, isSimple, pathKey, sizeOf, type Entry } from './state-values';
import { stateValue, type StateVocabulary } from './state-words';
import { replayTexts } from './texts';

const OPEN_ENTRIES_MAX = 12;
const SHOWN_MAX = 200;

interface StateTreeProps {
  readonly state: unknown;
  readonly vocabulary: StateVocabulary;
  /** Keys of the paths that the current event changed. */
  readonly changed: ReadonlySet<string>;
}

/** The whole state with everything in it; what is closed is not on the page. */
export function StateTree({ state, vocabulary, changed }: StateTreeProps): JSX.Element {
  const say = useSay();
  const entries = entriesOf(state) ?? [];
  return entries.length === 0 ? <p>{say(replayTexts.emptyState)}</p> : <Branch entries={entries} path={[]} vocabulary={vocabulary} changed={changed} />;
}

interface BranchProps extends Omit<StateTreeProps, 'state'> {
  readonly entries: readonly Entry[];
  readonly path: readonly string[];
}

function Branch({ entries, path, ...rest }: BranchProps): JSX.Element {
  const say = useSay();
  return (
    <ul className="lg-tree">
      {entries.slice(0, SHOWN_MAX).map((entry) => <Node key={entry.key} entry={entry} path={[...path, entry.key]} {...rest} />)}
      {entries.length > SHOWN_MAX && <li className="lg-quiet">{say(replayTexts.entries, { count: entries.length })}</li>}
    </ul>
  );
}

interface NodeProps extends Omit<BranchProps, 'entries'> {
  readonly entry: Entry;
}

function Node({ entry, path, vocabulary, changed }: NodeProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const nameOf = useNames();
  const isChanged = changed.has(pathKey(path));
  const entries = isSimple(entry.value) ? undefined : entriesOf(entry.value)!;
  const [open, setOpen] = useState(entries !== undefined && path.length < 3 && entries.length <= OPEN_ENTRIES_MAX);
  const label = <span className={entry.isId ? 'lg-code' : undefined}>{vocabulary.label(entry, language)}</span>;
  if (!entries) {
    const { text, exact } = stateValue(entry.value, vocabulary.field(entry.key, entry.value), language, unit, nameOf);
    return <li className={isChanged ? 'lg-changed' : undefined}>{label}: <strong title={exact}>{text}</strong></li>;
  }
  return (
    <li className={isChanged ? 'lg-changed-within' : undefined}>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{label} <span className="lg-quiet">{say(replayTexts.entries, { count: sizeOf(entry.value) ?? entries.length })}</span></summary>
        {open && <Branch entries={entries} path={path} vocabulary={vocabulary} changed={changed} />}
      </details>
    </li>
  );
}
