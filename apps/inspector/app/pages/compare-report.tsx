import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import type { Moment } from '@ledger/ui/moment/moment';
import { MoneyUnitSwitch } from '@ledger/ui/money/unit-of-money';
import { shownNumber } from '@ledger/ui/table/shown';
import type { ComparisonQuestion } from '../../source/report-explainer';
import { useSource } from '../../source/source-context';
import { useExplained } from '../../source/use-explainer';
import { ComparisonFiles } from './compare-downloads';
import { reportDifferences } from './compare-figures';
import { DifferenceTable, type ReportComparison } from './compare-table';
import { compareTexts } from './compare-texts';
import { useReportWords } from './compare-words';

interface Props {
  readonly name: string;
  /** Columns that tell its rows apart; absent where it does not say which events explain a difference. */
  readonly rowKey: readonly string[] | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly a: Moment;
  readonly b: Moment;
}

/** A report at A and at B as its source answers: what differs, and what the events, folded here, say of each difference. */
export function ComparedReport({ name, rowKey, parameters, a, b }: Props): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const source = useSource();
  const { data, error, refetch } = useQuery({
    queryKey: ['compare', source.kind, name, parameters, a, b],
    queryFn: async ({ signal }) => {
      const [before, after] = await Promise.all([a, b].map((moment) => source.report(name, parameters, moment, signal)));
      return { before: before!, after: after! };
    },
  });
  const question: ComparisonQuestion | undefined = data && rowKey && {
    report: name, params: data.after.params, a: { knownAt: data.before.position, asOf: data.before.asOf }, b: { knownAt: data.after.position, asOf: data.after.asOf },
  };
  const explained = useExplained(question);
  const words = useReportWords(name, data?.after.columns ?? [], rowKey);
  if (error) return <ErrorNotice error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const comparison: ReportComparison = { ...reportDifferences(data.before, data.after, rowKey), words, question, explained: explained.data };
  const { rows } = comparison;
  const title = say(data.after.title);
  const hasMoney = data.after.columns.some(({ unit }) => unit === 'VND');
  return (
    <section aria-label={title}>
      <div className="lg-tools">
        {hasMoney && <MoneyUnitSwitch />}
        <span className="lg-gap" />
        <ComparisonFiles {...comparison} report={name} moments={[data.before, data.after]} />
      </div>
      {rows.length === 0 ? <p className="lg-empty">{say(compareTexts.nothing)}</p> : (
        <>
          <p role="status">{say(compareTexts.differing, { count: rows.length })}{question && !explained.data && !explained.error ? ` · ${say(compareTexts.reading, { count: shownNumber(explained.read, language) })}` : ''}</p>
          {!rowKey && <p className="lg-quiet">{say(compareTexts.notExplained)}</p>}
          {explained.error && <ErrorNotice error={explained.error} again={() => void explained.refetch()} />}
          <DifferenceTable {...comparison} title={title} />
          {rowKey && <p className="lg-quiet">{say(compareTexts.how)}</p>}
        </>
      )}
    </section>
  );
}
