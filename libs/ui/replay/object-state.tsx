import type { JSX } from 'react';
import { useLanguage, useSay, type Language } from '../language/language';
import { useMoneyUnit } from '../money/unit-of-money';
import { useNames } from '../names/names';
import { entriesOf, isSimple, pathKey, type Entry } from './state-values';
import { stateValue, type StateVocabulary } from './state-words';
import { replayTexts } from './texts';

const ROWS_MAX = 30;

interface ObjectStateProps {
  readonly state: unknown;
  readonly vocabulary: StateVocabulary;
  readonly changed: ReadonlySet<string>;
}

/** An object as it was: its single values, then what it holds several of, as tables. What the current event changed is marked. */
export function ObjectState({ state, vocabulary, changed }: ObjectStateProps): JSX.Element {
  const say = useSay();
  const entries = entriesOf(state) ?? [];
  if (entries.length === 0) return <p>{say(replayTexts.emptyState)}</p>;
  return <Part entries={entries} path={[]} vocabulary={vocabulary} changed={changed} depth={0} />;
}

interface PartProps extends Omit<ObjectStateProps, 'state'> {
  readonly entries: readonly Entry[];
  readonly path: readonly string[];
  readonly depth: number;
}

const isEmpty = ({ value }: Entry): boolean => entriesOf(value)?.length === 0;

function Part({ entries, path, vocabulary, changed, depth }: PartProps): JSX.Element {
  const simple = entries.filter(({ value }) => isSimple(value));
  const groups = entries.filter((entry) => !isSimple(entry.value) && !isEmpty(entry));
  return (
    <>
      {simple.length > 0 && <dl className="lg-facts">{simple.map((entry) => <Fact key={entry.key} entry={entry} path={path} vocabulary={vocabulary} changed={changed} />)}</dl>}
      {groups.map((entry) => <Group key={entry.key} entry={entry} path={[...path, entry.key]} vocabulary={vocabulary} changed={changed} depth={depth} />)}
    </>
  );
}

interface EntryProps extends Omit<PartProps, 'entries' | 'depth'> {
  readonly entry: Entry;
}

function Fact({ entry, path, vocabulary, changed }: EntryProps): JSX.Element {
  const { language } = useLanguage();
  const isChanged = changed.has(pathKey([...path, entry.key]));
  return <div className={isChanged ? 'lg-changed' : undefined}><dt>{vocabulary.label(entry, language)}</dt><dd><Value entry={entry} vocabulary={vocabulary} /></dd></div>;
}

function Value({ entry, vocabulary }: Pick<EntryProps, 'entry' | 'vocabulary'>): JSX.Element {
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const { text, exact } = stateValue(entry.value, vocabulary.field(entry.key, entry.value), language, unit, useNames());
  return <span title={exact}>{text}</span>;
}

function Group({ entry, path, vocabulary, changed, depth }: EntryProps & { readonly depth: number }): JSX.Element {
  const { language } = useLanguage();
  const entries = entriesOf(entry.value)!;
  const label = vocabulary.label(entry, language);
  const isTable = entries.some(({ isId }) => isId);
  const Heading = depth === 0 ? 'h3' : 'h4';
  return (
    <section className="lg-object-part">
      <Heading>{label}</Heading>
      {isTable ? <Several label={label} entries={entries} path={path} vocabulary={vocabulary} changed={changed} /> : <Part entries={entries} path={path} vocabulary={vocabulary} changed={changed} depth={depth + 1} />}
    </section>
  );
}

/** One value in a row of a table; its label is made of the fields that lead to it. */
interface RowCell {
  readonly key: string;
  readonly path: readonly Entry[];
  readonly value: unknown;
}

/** What stands for one of several: the thing itself, or the latest of its steps; with its parts, but without what it holds several of. */
function rowOf({ value }: Entry): readonly RowCell[] {
  return cellsOf(Array.isArray(value) ? (value.at(-1) as unknown) : value, []);
}

function cellsOf(value: unknown, path: readonly Entry[]): readonly RowCell[] {
  return (entriesOf(value) ?? []).flatMap((entry) => {
    const within = [...path, entry];
    if (isSimple(entry.value)) return [{ key: pathKey(within.map(({ key }) => key)), path: within, value: entry.value }];
    return entry.isId || entriesOf(entry.value)!.some(({ isId }) => isId) ? [] : cellsOf(entry.value, within);
  });
}

const labelOf = ({ path }: RowCell, vocabulary: StateVocabulary, language: Language): string => path.map((entry) => vocabulary.label(entry, language)).join(' › ');

interface SeveralProps extends Omit<PartProps, 'depth'> {
  readonly label: string;
}

function Several({ label, entries, path, vocabulary, changed }: SeveralProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const shown = entries.slice(0, ROWS_MAX);
  const rows = shown.map((entry) => ({ entry, cells: new Map((isSimple(entry.value) ? [] : rowOf(entry)).map((cell) => [cell.key, cell])) }));
  const columns = [...new Map(rows.flatMap(({ cells }) => [...cells])).values()];
  const more = entries.length - shown.length;
  if (columns.length === 0) return <Chips entries={shown} more={more} path={path} vocabulary={vocabulary} changed={changed} />;
  const isNamed = shown.some(({ isPlace }) => !isPlace);
  return (
    <>
      <div className="lg-table-window" role="region" tabIndex={0} aria-label={label}>
        <table className="lg-table" role="table" aria-label={label}>
          <thead role="rowgroup"><tr role="row">{isNamed && <th role="columnheader" scope="col">{say(replayTexts.key)}</th>}{columns.map((column) => <th key={column.key} role="columnheader" scope="col" className={typeof column.value === 'bigint' ? 'lg-number' : undefined}>{labelOf(column, vocabulary, language)}</th>)}</tr></thead>
          <tbody role="rowgroup">
            {rows.map(({ entry, cells }) => (
              <tr key={entry.key} role="row" className={changed.has(pathKey([...path, entry.key])) ? 'lg-changed' : undefined}>
                {isNamed && <td role="cell" data-label={say(replayTexts.key)}>{vocabulary.label(entry, language)}</td>}
                {columns.map(({ key, value }) => {
                  const cell = cells.get(key);
                  return <td key={key} role="cell" data-label={cell && labelOf(cell, vocabulary, language)} className={typeof value === 'bigint' ? 'lg-number' : undefined}>{cell && <Value entry={cell.path.at(-1)!} vocabulary={vocabulary} />}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more > 0 && <p className="lg-quiet">{say(replayTexts.others, { count: more })}</p>}
    </>
  );
}

/** Single values side by side; what is but a place in a list has no name. */
function Chips({ entries, more, path, vocabulary, changed }: Omit<PartProps, 'depth'> & { readonly more: number }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <p className="lg-chips">
      {entries.map((entry) => (
        <span key={entry.key} className={changed.has(pathKey([...path, entry.key])) ? 'lg-code lg-changed' : 'lg-code'}>
          {entry.isPlace ? '' : vocabulary.label(entry, language)}{entry.value === entry.key ? '' : <>{entry.isPlace ? '' : ': '}<Value entry={entry} vocabulary={vocabulary} /></>}
        </span>
      ))}
      {more > 0 && say(replayTexts.others, { count: more })}
    </p>
  );
}
