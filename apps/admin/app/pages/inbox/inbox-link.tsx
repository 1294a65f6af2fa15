import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { shownNumber } from '@ledger/ui/table/shown';
import { useWorkCount } from '@ledger/ui/work/use-work';
import './inbox.css';
import { inboxTexts } from './texts';

/** The inbox in the menu, with how much is in it. */
export function InboxLink({ onFollow }: { readonly onFollow: () => void }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { count, isComplete } = useWorkCount();
  return <Link to="/inbox" onClick={onFollow} activeOptions={{ includeSearch: false }}>{say(inboxTexts.title)}{count > 0 && <span className="lg-badge">{shownNumber(count, language)}{isComplete ? '' : '+'}</span>}</Link>;
}
