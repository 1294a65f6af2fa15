import type { Json, Words } from '@ledger/kit';
import type { ReportColumnDescription, Row } from '@ledger/ui/api/catalogue';
import { useLanguage } from '@ledger/ui/language/language';
import type { MoneyUnit } from '@ledger/ui/money/money';
import { useRegisters } from '@ledger/ui/pages/registers';
import { shownFigure } from '@ledger/ui/report/report-table';
import type { Shown } from '@ledger/ui/table/shown';

type Language = keyof Words;
const isName = (key: string): boolean => /^name|Name$/.test(key);

/** How the rows and values of one report are called, as the report itself words them. */
export interface ReportWords {
  readonly rowName: (row: Row) => string;
  readonly valueOf: (column: ReportColumnDescription, value: Json | undefined, money: MoneyUnit) => Shown;
}

export function useReportWords(report: string, columns: readonly ReportColumnDescription[], rowKey: readonly string[] | undefined): ReportWords {
  const { language } = useLanguage();
  const { all } = useRegisters();
  const says = all.map(({ reports }) => reports?.[report]?.says).find((each) => each !== undefined);
  const textOf = (key: string, value: Json | undefined, of: Language): string | undefined => (typeof value === 'string' ? ((says?.[key]?.[value] ?? says?.['*']?.[value])?.[of] ?? value) : undefined);
  const naming = columns.filter(({ unit, key }) => unit === 'text' && key !== 'level' && (isName(key) || (rowKey?.includes(key) ?? true)));
  return {
    rowName: (row) => naming.flatMap(({ key }) => textOf(key, row[key], language) ?? []).join(' · ') || (textOf('level', row['level'], language) ?? ''),
    valueOf: (column, value, money) => {
      const text = column.unit === 'text' ? textOf(column.key, value, language) : undefined;
      return text === undefined ? shownFigure(column, value, language, money) : { text };
    },
  };
}
