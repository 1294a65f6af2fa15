import type { JSX } from 'react';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { shownDay } from '@ledger/ui/table/shown';
import { uiTexts } from '@ledger/ui/texts';
import { paymentTexts } from './texts';

/** The papers that the steps of a payment rest on, and the files that came with them. */
export function PaymentPapers({ events }: { readonly events: readonly RecordedEvent[] }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const bases = new Map(events.flatMap(({ metadata: { legalBasis } }) => (legalBasis ? [[`${legalBasis.number} ${legalBasis.issuedOn}`, legalBasis] as const] : [])));
  const files = [...new Set(events.flatMap(({ metadata }) => metadata.evidence ?? []))];
  if (bases.size === 0 && files.length === 0) return <p className="lg-quiet">{say(paymentTexts.noPapers)}</p>;
  return (
    <ul>
      {[...bases].map(([key, { number, issuedOn, issuer }]) => <li key={key}>{say(uiTexts.legalBasis, { number, day: shownDay(issuedOn, language) })}{issuer && ` (${issuer})`}</li>)}
      {files.map((sha256) => <li key={sha256}>{say(uiTexts.evidence)}: <a className="lg-code" href={`/api/evidence/${sha256}`} target="_blank" rel="noreferrer">{sha256.slice(0, 16)}</a></li>)}
    </ul>
  );
}
