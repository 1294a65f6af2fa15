import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { shownNumber } from '@ledger/ui/table/shown';
import { useWork } from '@ledger/ui/work/use-work';
import './inbox.css';
import { useItemLine } from './item-line';
import { inboxTexts } from './texts';

const SHOWN_MAX = 5;

/** The first things that wait for the person, on the home page; nothing for whoever has no such role. */
export function MyWork(): JSX.Element | null {
  const say = useSay();
  const lineOf = useItemLine();
  const { language } = useLanguage();
  const work = useWork();
  const items = work.items.filter(({ waitsForOthers }) => !waitsForOthers);
  const number = (count: number): string => shownNumber(count, language) + (work.isComplete ? '' : '+');
  if (items.length === 0) return null;
  return (
    <section className="lg-card" aria-label={say(inboxTexts.mine)}>
      <h2>{say(inboxTexts.mine)}</h2>
      <ul className="lg-choices">
        {items.slice(0, SHOWN_MAX).map((item) => {
          const { title, more, amount, exact } = lineOf(item);
          return (
            <li key={item.id}><Link className="lg-my-work" to="/inbox" search={{ item: item.id }}>
              <span>{say(item.kind.items.title)}: <strong>{title}</strong> <span className="lg-quiet">{more}</span></span><span className="lg-number" title={exact}>{amount}</span>
            </Link></li>
          );
        })}
      </ul>
      <p><Link to="/inbox">{say(inboxTexts.openInbox, { count: number(items.length) })}</Link>{items.length > SHOWN_MAX && <span className="lg-quiet"> {say(inboxTexts.more, { count: number(items.length - SHOWN_MAX) })}</span>}</p>
    </section>
  );
}
