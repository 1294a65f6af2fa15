import { Button } from 'antd';
import { useState, type JSX } from 'react';
import type { ReportAnswer } from '@ledger/ui/api/catalogue';
import { saveBlob } from '@ledger/ui/api/saved-file';
import { ErrorNotice } from '@ledger/ui/frame/notice';
import { useSentence } from '@ledger/ui/history/use-sentence';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useEveryPart } from '../../source/use-explainer';
import { differencesSheet, eventsSheet } from './compare-sheets';
import type { ReportComparison } from './compare-table';
import { compareTexts } from './compare-texts';

interface FilesProps extends ReportComparison {
  readonly report: string;
  readonly moments: readonly [ReportAnswer, ReportAnswer];
}

type Format = 'xlsx' | 'csv' | 'events' | 'docx';
const labels = { xlsx: compareTexts.exportXlsx, csv: compareTexts.exportCsv, events: compareTexts.exportEvents, docx: compareTexts.exportDocx } as const;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The comparison to take away: differences and the events behind them. Made in the browser, so that it is the same with no server. */
export function ComparisonFiles({ report, rows, totals, words, question, explained, moments }: FilesProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const sentence = useSentence();
  const everyPart = useEveryPart();
  const [busy, setBusy] = useState<Format>();
  const [error, setError] = useState<unknown>();
  const compared = { answers: moments, rows, totals, words: { rowName: words.rowName, total: say(compareTexts.total), say, valueOf: (column: ReportAnswer['columns'][number], value: Parameters<typeof words.valueOf>[1]) => (column.unit === 'text' && value !== undefined ? words.valueOf(column, value, 'dong').text : (value ?? null)) } };
  const contentOf = async (format: Format): Promise<Blob> => {
    const differences = differencesSheet(compared, explained);
    if (format === 'docx') return (await import('./compare-document')).docxOf(differences, language);
    if (format === 'csv') return csvBlob(differences);
    const events = question && eventsSheet(compared, await everyPart(question), sentence);
    if (format === 'events') return csvBlob(events!);
    const { toWorkbook } = await import('@ledger/platform/export/xlsx');
    return new Blob([await toWorkbook([differences, ...(events ? [events] : [])], language)], { type: XLSX });
  };
  const save = async (format: Format): Promise<void> => {
    setBusy(format);
    setError(undefined);
    try {
      saveBlob(await contentOf(format), `${report}-${moments[0].asOf}-${moments[1].asOf}${format === 'events' ? '-events.csv' : `.${format}`}`);
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(undefined);
    }
  };
  const ready = question === undefined || explained !== undefined;
  const formats = (['xlsx', 'csv', 'events', 'docx'] as const).filter((format) => format !== 'events' || question !== undefined);
  return (
    <>
      {formats.map((format) => <Button key={format} size="small" disabled={!ready} loading={busy === format} onClick={() => void save(format)}>{say(labels[format])}</Button>)}
      {error !== undefined && <ErrorNotice error={error} />}
    </>
  );
}

async function csvBlob(sheet: ReturnType<typeof differencesSheet>): Promise<Blob> {
  const { toCsv } = await import('@ledger/platform/export/csv');
  return new Blob([toCsv(sheet)], { type: 'text/csv' });
}
