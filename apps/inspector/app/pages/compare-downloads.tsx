import type { JSX } from 'react';
import type { ReportAnswer } from '@ledger/ui/api/catalogue';
import { useSentence } from '@ledger/ui/history/use-sentence';
import { useSay } from '@ledger/ui/language/language';
import { useEveryPart } from '../../source/use-explainer';
import { differencesSheet, eventsSheet } from './compare-sheets';
import type { ReportComparison } from './compare-table';
import { compareTexts } from './compare-texts';
import { ComparisonFileButtons } from './comparison-files';

interface FilesProps extends ReportComparison {
  readonly report: string;
  readonly moments: readonly [ReportAnswer, ReportAnswer];
}

/** The comparison of a report to take away. */
export function ComparisonFiles({ report, rows, totals, words, question, explained, moments }: FilesProps): JSX.Element {
  const say = useSay();
  const sentence = useSentence();
  const everyPart = useEveryPart();
  const compared = { answers: moments, rows, totals, words: { rowName: words.rowName, total: say(compareTexts.total), say, valueOf: (column: ReportAnswer['columns'][number], value: Parameters<typeof words.valueOf>[1]) => (column.unit === 'text' && value !== undefined ? words.valueOf(column, value, 'dong').text : (value ?? null)) } };
  const sheets = {
    differences: () => Promise.resolve(differencesSheet(compared, explained)),
    ...(question && { events: async () => eventsSheet(compared, await everyPart(question), sentence) }),
  };
  return <ComparisonFileButtons sheets={sheets} name={`${report}-${moments[0].asOf}-${moments[1].asOf}`} ready={question === undefined || explained !== undefined} />;
}
