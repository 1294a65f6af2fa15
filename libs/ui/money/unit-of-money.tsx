import { createContext, useContext, useMemo, useState, type JSX, type ReactNode } from 'react';
import { Segmented } from 'antd';
import { useSay } from '../language/language';
import { keepHere } from '../storage/keep-here';
import { moneyUnits, type MoneyUnit } from './money';

const KEPT_AS = 'ledger-money-unit';
const UnitContext = createContext<{ readonly unit: MoneyUnit; change(unit: MoneyUnit): void }>({ unit: 'dong', change: () => undefined });
const offered = ['dong', 'million', 'billion'] as const;

const kept = (): MoneyUnit => offered.find((unit) => unit === localStorage.getItem(KEPT_AS)) ?? 'million';

/** The unit in which amounts are shown, everywhere alike; kept on this machine. */
export function MoneyUnitProvider({ children }: { readonly children: ReactNode }): JSX.Element {
  const [unit, setUnit] = useState(kept);
  const value = useMemo(() => ({
    unit,
    change: (next: MoneyUnit) => {
      keepHere(KEPT_AS, next);
      setUnit(next);
    },
  }), [unit]);
  return <UnitContext.Provider value={value}>{children}</UnitContext.Provider>;
}

export const useMoneyUnit = (): { readonly unit: MoneyUnit; change(unit: MoneyUnit): void } => useContext(UnitContext);

export function MoneyUnitSwitch(): JSX.Element {
  const say = useSay();
  const { unit, change } = useMoneyUnit();
  const label = say({ vi: 'Đơn vị tính', en: 'Unit of amounts' });
  return (
    <span className="lg-unit-switch" role="group" aria-label={label}>
      <span aria-hidden="true">{label}</span>
      <Segmented size="small" aria-label={label} name="money-unit" value={unit} onChange={change} options={offered.map((each) => ({ value: each, label: say(moneyUnits[each].label) }))} />
    </span>
  );
}
