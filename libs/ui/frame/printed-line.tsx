import { useEffect, useState, type JSX } from 'react';
import type { Words } from '@ledger/kit';
import { useSession } from '../api/session';
import { useLanguage, useSay } from '../language/language';
import { useMoment } from '../moment/moment';
import { pageTexts } from '../pages/texts';
import { shownInstant, shownMoment } from '../table/shown';
import { uiTexts } from '../texts';

/** What stands at the head of every printed page, and on no screen: as of when its figures are, when and by whom it was printed. */
export function PrintedLine({ product }: { readonly product: Words }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { me } = useSession();
  const { asOf, knownAt } = useMoment();
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const take = (): void => setNow(new Date().toISOString());
    window.addEventListener('beforeprint', take);
    return () => window.removeEventListener('beforeprint', take);
  }, []);
  const moment = (value: string | undefined): string => (value === undefined ? say(uiTexts.now).toLowerCase() : shownMoment(value, language));
  return <p className="lg-printed">{say(product)} · {say(pageTexts.printed, { asOf: moment(asOf), knownAt: moment(knownAt), now: shownInstant(now, language).slice(0, -3), user: me?.displayName ?? '' })}</p>;
}
