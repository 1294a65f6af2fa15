import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useEffect, useState, type JSX } from 'react';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { shownDay, shownInstant, shownNumber } from '@ledger/ui/table/shown';
import type { OpenedBundle } from '../../source/opened-bundle';
import { useSources } from '../../source/source-context';
import { appIsKept } from '../keep-app';
import { BuildBundle } from './build-bundle';
import { bundleTexts } from './bundle-texts';
import { OpenBundleBox } from './open-bundle-box';
import { ServerComparison } from './server-comparison';

/** Bundles: made and downloaded, opened and worked on, compared with the server. */
export function BundlePage(): JSX.Element {
  const say = useSay();
  const { bundle } = useSources();
  const [kept, setKept] = useState(false);
  useEffect(() => void appIsKept().then(() => setKept(true)), []);
  return (
    <>
      <h1>{say(bundleTexts.title)}</h1>
      {bundle && <Opened bundle={bundle} />}
      {!bundle && <BuildBundle />}
      <OpenBundleBox />
      {bundle && <ServerComparison bundle={bundle} />}
      <p className="lg-quiet" role="status">{say(kept ? bundleTexts.appKept : bundleTexts.offlineApp)}</p>
    </>
  );
}

function Opened({ bundle: { file, facts } }: { readonly bundle: OpenedBundle }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { register, unit, from, to, events } = facts.selection;
  const parts = [
    register && say(bundleTexts.ofRegister, { register }), unit && say(bundleTexts.ofUnit, { unit }),
    from && say(bundleTexts.from, { day: shownDay(from, language) }), to && say(bundleTexts.to, { day: shownDay(to, language) }),
  ].filter(Boolean);
  const said: readonly (readonly [string, string])[] = [
    [say(bundleTexts.file), file.name],
    [say(bundleTexts.origin), facts.origin],
    [say(bundleTexts.events), shownNumber(facts.events, language)],
    [say(bundleTexts.size), shownNumber(Number(facts.size), language)],
    [say(bundleTexts.recorded), [facts.first, facts.last].map((instant) => (instant ? shownInstant(instant, language) : '–')).join(' → ')],
    [say(bundleTexts.holds), parts.length === 0 ? say(bundleTexts.whole) : parts.join(', ')],
    [say(bundleTexts.root), facts.root],
  ];
  return (
    <section className="lg-card" aria-label={say(bundleTexts.opened)}>
      <h2>{say(bundleTexts.opened)}</h2>
      <dl className="lg-facts">{said.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      {facts.unreadable > 0 && <Alert type="error" showIcon title={say(bundleTexts.unreadable, { count: facts.unreadable })} />}
      {events !== 'all' && <Alert type="info" showIcon title={say(bundleTexts.partial)} />}
      <p>{say(bundleTexts.notVerified)} <Link to="/integrity">{say(bundleTexts.check)}</Link></p>
    </section>
  );
}
