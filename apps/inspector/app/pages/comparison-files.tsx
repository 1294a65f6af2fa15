import { Button } from 'antd';
import { useState, type JSX } from 'react';
import type { Sheet } from '@ledger/platform/export/sheet';
import { saveBlob } from '@ledger/ui/api/saved-file';
import { ErrorNotice } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { compareTexts } from './compare-texts';

/** The tables of a comparison, made when a file needs them. */
export interface ComparisonSheets {
  readonly differences: () => Promise<Sheet>;
  /** Absent where nothing says which events are behind a difference. */
  readonly events?: () => Promise<Sheet>;
}

interface Props {
  readonly sheets: ComparisonSheets;
  /** What every file is called, without its ending. */
  readonly name: string;
  readonly ready: boolean;
}

type Format = 'xlsx' | 'csv' | 'events' | 'docx';
const labels = { xlsx: compareTexts.exportXlsx, csv: compareTexts.exportCsv, events: compareTexts.exportEvents, docx: compareTexts.exportDocx } as const;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A comparison to take away: differences and the events behind them. Made in the browser, so that it is the same with no server. */
export function ComparisonFileButtons({ sheets, name, ready }: Props): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const [busy, setBusy] = useState<Format>();
  const [error, setError] = useState<unknown>();
  const contentOf = async (format: Format): Promise<Blob> => {
    if (format === 'docx') return (await import('./compare-document')).docxOf(await sheets.differences(), language);
    if (format === 'csv') return csvBlob(await sheets.differences());
    if (format === 'events') return csvBlob(await sheets.events!());
    const { toWorkbook } = await import('@ledger/platform/export/xlsx');
    return new Blob([await toWorkbook([await sheets.differences(), ...(sheets.events ? [await sheets.events()] : [])], language)], { type: XLSX });
  };
  const save = async (format: Format): Promise<void> => {
    setBusy(format);
    setError(undefined);
    try {
      saveBlob(await contentOf(format), `${name}${format === 'events' ? '-events.csv' : `.${format}`}`);
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(undefined);
    }
  };
  const formats = (['xlsx', 'csv', 'events', 'docx'] as const).filter((format) => format !== 'events' || sheets.events !== undefined);
  return (
    <>
      {formats.map((format) => <Button key={format} size="small" disabled={!ready || (busy !== undefined && busy !== format)} loading={busy === format} onClick={() => void save(format)}>{say(labels[format])}</Button>)}
      {error !== undefined && <ErrorNotice error={error} />}
    </>
  );
}

async function csvBlob(sheet: Sheet): Promise<Blob> {
  const { toCsv } = await import('@ledger/platform/export/csv');
  return new Blob([toCsv(sheet)], { type: 'text/csv' });
}
