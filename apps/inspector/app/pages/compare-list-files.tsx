import type { JSX } from 'react';
import type { FieldDescription } from '@ledger/ui/api/catalogue';
import { useSentence } from '@ledger/ui/history/use-sentence';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useNames } from '@ledger/ui/names/names';
import { shown } from '@ledger/ui/table/shown';
import type { ListQuestion } from '../../source/list-explainer';
import { useListSteps } from '../../source/use-explainer';
import { listDifferencesSheet, listEventsSheet, type ListComparison, type ListWords } from './compare-list-sheets';
import { ComparisonFileButtons } from './comparison-files';

/** The comparison of a list to take away; the events behind it are read when a file is asked for. */
export function ListFiles(compared: ListComparison): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const nameOf = useNames();
  const sentence = useSentence();
  const stepsOf = useListSteps();
  const { table, moments: [a, b] } = compared;
  const words: ListWords = {
    say,
    textOf: (column: FieldDescription, value) => {
      // Days and years stay as machines sort them; a code keeps itself beside its name.
      if (column.word === 'day' || typeof value === 'number') return String(value);
      const { text, exact } = shown(column, value, language, 'dong', nameOf);
      return exact === undefined ? text : `${text} (${exact})`;
    },
  };
  const question: ListQuestion = { path: table.path, a: { knownAt: a.position, asOf: a.asOf }, b: { knownAt: b.position, asOf: b.asOf } };
  const sheets = {
    differences: async () => listDifferencesSheet(compared, await stepsOf(question), words),
    events: async () => listEventsSheet(compared, await stepsOf(question), sentence, words),
  };
  return <ComparisonFileButtons sheets={sheets} name={[table.path.replace('/', '-'), a.asOf ?? a.position, b.asOf ?? b.position].join('-')} ready />;
}
