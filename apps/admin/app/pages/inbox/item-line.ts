import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useMoneyUnit } from '@ledger/ui/money/unit-of-money';
import { moneyUnits } from '@ledger/ui/money/money';
import { useNames } from '@ledger/ui/names/names';
import { useCatalogue } from '@ledger/ui/api/queries';
import { shown, shownDay } from '@ledger/ui/table/shown';
import type { WorkItem } from '@ledger/ui/work/use-work';
import { inboxTexts } from './texts';

/** An item in few words. */
export interface ItemLine {
  readonly title: string;
  readonly more: string;
  readonly amount: string;
  /** The exact amount, where the one shown is rounded. */
  readonly exact: string | undefined;
}

/** Tells items in words: what their headline columns hold, how much, and since when they wait. */
export function useItemLine(): (item: WorkItem) => ItemLine {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const nameOf = useNames();
  const tables = useCatalogue().data?.registers.flatMap(({ tables: own }) => own) ?? [];
  return ({ kind: { register, items }, row }) => {
    const columns = tables.find(({ path }) => path === `${register.name}/${items.list}`)?.columns ?? [];
    const textOf = (key: string) => {
      const column = columns.find((each) => each.key === key);
      return column ? shown(column, row[key], language, unit, nameOf) : { text: '' };
    };
    const [title = '', ...more] = items.headline.map((key) => textOf(key).text).filter((text) => text !== '');
    const since = items.since === undefined ? undefined : row[items.since];
    const amount = items.amount === undefined ? undefined : textOf(items.amount);
    return {
      title,
      more: [...more, typeof since === 'string' ? say(inboxTexts.since, { day: shownDay(since, language) }) : ''].filter((text) => text !== '').join(' · '),
      amount: amount === undefined || amount.text === '' ? '' : `${amount.text} ${say(moneyUnits[unit].label)}`,
      exact: amount?.exact,
    };
  };
}
