import type { JSX } from 'react';
import { capitalType, fundSource } from '@ledger/fields';
import type { Words } from '@ledger/kit';
import type { RowGroup } from '@ledger/ui/api/catalogue';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useMoneyUnit } from '@ledger/ui/money/unit-of-money';
import { useNames } from '@ledger/ui/names/names';
import { shownMoney } from '@ledger/ui/table/shown';
import { figuresOf, isOf, kindsIn, measures, type Kind, type Measure } from './figures';
import { planTexts } from './texts';

const sources: { readonly [source: string]: Words } = fundSource().choices;
const types: { readonly [type: string]: Words } = capitalType().choices;

interface PlanPivotProps {
  readonly groups: readonly RowGroup[];
  readonly measure: Measure;
  /** `holder|source|type`. */
  readonly onOpen: (cell: string) => void;
}

/** A row for each holder: all four figures, then the chosen one for each source and capital type. Each cell opens what is behind it. */
export function PlanPivot({ groups, measure, onOpen }: PlanPivotProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const nameOf = useNames();
  const kinds = kindsIn(groups, Object.keys(sources), Object.keys(types));
  const named = (holder: string): string => nameOf('unit-code', holder) ?? holder;
  const collator = new Intl.Collator(language);
  const holders = [...new Set(groups.map((group) => String(group['holder'])))].sort((a, b) => collator.compare(named(a), named(b)));
  const bySource = Object.keys(sources).map((source) => ({ source, width: kinds.filter((kind) => kind.source === source).length })).filter(({ width }) => width > 0);
  if (holders.length === 0) return <p className="lg-empty" role="status">{say(planTexts.none)}</p>;
  const total = figuresOf(groups);
  const labelOf = ({ source, capitalType: type }: Kind): string => `${say(sources[source]!)} · ${say(types[type]!)}`;
  return (
    <div className="lg-table-window" role="region" aria-label={say(planTexts.title)} tabIndex={0}>
      <table className="lg-table lg-plan" aria-label={say(planTexts.title)}>
        <thead>
          <tr><th scope="col" rowSpan={2}>{say(planTexts.holder)}</th><th scope="colgroup" colSpan={measures.length}>{say(planTexts.all)}</th>{bySource.map(({ source, width }) => <th key={source} scope="colgroup" colSpan={width}>{say(sources[source]!)}</th>)}</tr>
          <tr>{measures.map((each) => <th key={each} scope="col" className="lg-number">{say(planTexts[each])}</th>)}{kinds.map((kind) => <th key={labelOf(kind)} scope="col" className="lg-number">{say(types[kind.capitalType]!)}</th>)}</tr>
        </thead>
        <tbody>
          {holders.map((holder) => {
            const own = groups.filter((group) => group['holder'] === holder);
            const all = figuresOf(own);
            return (
              <tr key={holder}>
                <th scope="row">{named(holder)}</th>
                {measures.map((each) => <Amount key={each} label={say(planTexts[each])} amount={all[each]} />)}
                {kinds.map((kind) => {
                  const behind = own.filter(isOf(kind));
                  return <Amount key={labelOf(kind)} label={labelOf(kind)} amount={behind.length === 0 ? undefined : figuresOf(behind)[measure]} onOpen={() => onOpen([holder, kind.source, kind.capitalType].join('|'))} />;
                })}
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <td>{say(planTexts.total)}</td>
            {measures.map((each) => <Amount key={each} label={say(planTexts[each])} amount={total[each]} />)}
            {kinds.map((kind) => <Amount key={labelOf(kind)} label={labelOf(kind)} amount={figuresOf(groups.filter(isOf(kind)))[measure]} />)}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Amount({ label, amount, onOpen }: { readonly label: string; readonly amount: bigint | undefined; readonly onOpen?: () => void }): JSX.Element {
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  if (amount === undefined) return <td className="lg-number" data-label={label} />;
  const { text, exact } = shownMoney(amount, language, unit);
  return <td className="lg-number" data-label={label} title={exact}>{onOpen ? <button type="button" className="lg-open" onClick={onOpen}>{text}</button> : text}</td>;
}
