import { Button } from 'antd';
import type { JSX } from 'react';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { shownInstant, shownNumber } from '@ledger/ui/table/shown';
import { useSources } from '../source/source-context';
import { bundleTexts } from './pages/bundle-texts';

/** Says on every page that a bundle is read and not the server, which, and how to come back. */
export function OfflineBadge(): JSX.Element | null {
  const say = useSay();
  const { language } = useLanguage();
  const { bundle, close } = useSources();
  if (!bundle) return null;
  const { facts, file } = bundle;
  const text = say(bundleTexts.offlineOn, { name: file.name, events: shownNumber(facts.events, language), last: facts.last ? shownInstant(facts.last, language) : '–' });
  return (
    <span className="lg-offline" role="status" title={text}>
      <strong>{say(bundleTexts.offline)}</strong> <span className="lg-offline-what">{text}</span>
      <Button size="small" onClick={close}>{say(bundleTexts.backToServer)}</Button>
    </span>
  );
}
