import type { JSX } from 'react';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { shownNumber } from '@ledger/ui/table/shown';
import { monthAfter } from './month-after';
import type { SignalPage } from './signal-answers';
import { signalTexts as texts } from './signal-texts';

const MONTHS_MAX = 60;

/** Every month from the first to the last, those without a hit too, so that the gaps show; the latest ones when there are many. */
function withGaps(months: SignalPage['months']): SignalPage['months'] {
  const hits = new Map(months.map((each) => [each.month, each.hits]));
  const all: { month: string; hits: number }[] = [];
  for (let month = months[0]!.month; month <= months.at(-1)!.month; month = monthAfter(month)) all.push({ month, hits: hits.get(month) ?? 0 });
  return all.slice(-MONTHS_MAX);
}

/** Hits by month as bars of plain HTML, each with its figure. */
export function SignalMonths({ months }: { readonly months: SignalPage['months'] }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const shown = withGaps(months);
  const most = Math.max(...shown.map(({ hits }) => hits));
  const name = (month: string): string => (language === 'vi' ? month.split('-').reverse().join('/') : month);
  return (
    <figure className="lg-months">
      <figcaption className="lg-quiet">{say(texts.months)}</figcaption>
      <div className="lg-months-window" role="group" tabIndex={0} aria-label={say(texts.months)}>
        <ol>
          {shown.map(({ month, hits }) => (
            <li key={month} title={say(texts.inMonth, { month: name(month), hits: shownNumber(hits, language) })}>
              <span className="lg-months-figure">{hits === 0 ? '' : shownNumber(hits, language)}</span>
              <span className="lg-months-bar" style={{ height: `${(hits / most) * 4}rem` }} aria-hidden="true" />
              <span className="lg-months-name">{name(month)}</span>
            </li>
          ))}
        </ol>
      </div>
    </figure>
  );
}
