import type { JSX } from 'react';
import type { ReportAnswer } from '@ledger/ui/api/catalogue';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { BasisSign } from '@ledger/ui/table/basis';
import { shownNumber } from '@ledger/ui/table/shown';
import { matrixTexts } from './matrix-texts';

interface MatrixSummaryProps {
  readonly answer: ReportAnswer;
  /** How many criteria the set has. */
  readonly all: number;
}

/** How far the communes are: how many criteria they meet, and how many communes meet how many. */
export function MatrixSummary({ answer: { rows, totals }, all }: MatrixSummaryProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const met = rows.map((row) => Number(row['met']));
  const between = (least: number, most: number): number => met.filter((count) => count >= least && count <= most).length;
  const figures: readonly (readonly [string, unknown])[] = [
    [say(matrixTexts.communes), totals['communes']], [say(matrixTexts.average), totals['average']], [say(matrixTexts.increase), totals['increase']],
    [say(matrixTexts.allMet, { all }), between(all, all)],
    ...(all === 19 ? [[say(matrixTexts.most), between(15, 18)], [say(matrixTexts.half), between(10, 14)], [say(matrixTexts.few), between(0, 9)]] as const : []),
    [say(matrixTexts.awaiting), totals['awaiting']],
  ];
  return (
    <section className="lg-card" aria-label={say(matrixTexts.met)}>
      <dl className="lg-figures">{figures.filter(([, value]) => typeof value === 'number').map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{shownNumber(value as number, language)}</dd></div>)}</dl>
      <BasisSign basis={totals['basis']} />
    </section>
  );
}
