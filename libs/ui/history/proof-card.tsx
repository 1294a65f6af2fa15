import { Button } from 'antd';
import { lazy, Suspense, useState, type JSX } from 'react';
import type { RecordedEvent } from '../api/catalogue';
import { Loading } from '../frame/notice';
import { useSay } from '../language/language';
import { proofTexts } from './proof-texts';

// The proof's own code is fetched when the first proof is asked for.
const CheckedProof = lazy(() => import('./checked-proof').then((module) => ({ default: module.CheckedProof })));

/** Checks one event against the published log, in this browser, when somebody asks; `open`: at once. */
export function ProofCard({ event, open = false }: { readonly event: RecordedEvent; readonly open?: boolean }): JSX.Element {
  const say = useSay();
  const [asked, setAsked] = useState(open);
  return (
    <section className="lg-proof" aria-label={say(proofTexts.proof)}>
      {asked ? <Suspense fallback={<Loading />}><CheckedProof event={event} /></Suspense> : <Button size="small" onClick={() => setAsked(true)}>{say(proofTexts.show)}</Button>}
    </section>
  );
}
