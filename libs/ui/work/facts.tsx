import type { JSX } from 'react';
import type { FieldDescription, Row } from '../api/catalogue';
import { useLanguage, useSay } from '../language/language';
import { moneyUnits } from '../money/money';
import { useMoneyUnit } from '../money/unit-of-money';
import { useNames } from '../names/names';
import { isMoney, shown } from '../table/shown';

/** Values of a row under their labels; what is absent is left out. An amount stands alone here, so it says its unit. */
export function Facts({ columns, row }: { readonly columns: readonly FieldDescription[]; readonly row: Row }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const nameOf = useNames();
  return (
    <dl className="lg-facts">
      {columns.filter(({ key }) => row[key] !== undefined && row[key] !== null).map((column) => {
        const { text, exact } = shown(column, row[column.key], language, unit, nameOf);
        return <div key={column.key}><dt>{say(column.label)}</dt><dd title={exact}>{text}{isMoney(column) && ` ${say(moneyUnits[unit].label)}`}</dd></div>;
      })}
    </dl>
  );
}
