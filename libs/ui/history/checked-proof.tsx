import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { JSX } from 'react';
import type { Words } from '@ledger/kit';
import type { RecordedEvent } from '../api/catalogue';
import { saveBlob } from '../api/saved-file';
import { ErrorNotice } from '../frame/notice';
import { useLanguage, useSay, type Filling } from '../language/language';
import { shownNumber } from '../table/shown';
import { proveEvent, type EventProof } from './event-proof';
import { proofTexts } from './proof-texts';
import { publishedLog } from './published-log';
import './proof-card.css';

/** The state of an event's proof, with what was and was not checked, a way to check it again and the proof as a file. */
export function CheckedProof({ event }: { readonly event: RecordedEvent }): JSX.Element {
  const say = useSay();
  const { data, error, isFetching, refetch } = useQuery({ queryKey: ['proof', event.stream, event.revision, event.id], queryFn: () => proveEvent(event, publishedLog), staleTime: Infinity, retry: false });
  const again = (): void => void refetch();
  if (error) return <ErrorNotice error={error} again={again} />;
  if (!data || isFetching) return <p className="lg-loading" role="status">{say(proofTexts.checking)}</p>;
  const { sign, title, text, filling } = shownState(data);
  return (
    <div className={`lg-proof-card lg-proof-${data.state}`}>
      <p role="status"><strong><span aria-hidden="true">{sign}</span> {say(title)}</strong>{data.state === 'failed' ? `: ${say(text, filling)}.` : ''}</p>
      {data.state !== 'failed' && <p className="lg-quiet">{say(text)}</p>}
      {data.state === 'verified' && <ProofFacts proof={data} />}
      <div className="lg-proof-acts">
        <Button size="small" onClick={again}>{say(proofTexts.again)}</Button>
        {data.state === 'verified' && <Button size="small" onClick={() => saveBlob(new Blob([data.file], { type: 'text/plain' }), fileName(event))}>{say(proofTexts.download)}</Button>}
      </div>
    </div>
  );
}

function ProofFacts({ proof }: { readonly proof: EventProof & { readonly state: 'verified' } }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const facts: readonly (readonly [Words, string])[] = [
    [proofTexts.leaf, proof.leaf],
    [proofTexts.index, proof.index],
    [proofTexts.checkpoint, `${proof.origin} · ${say(proofTexts.ofLeaves, { size: shownNumber(Number(proof.size), language) })}`],
    [proofTexts.key, proof.key],
  ];
  return <dl className="lg-proof-facts">{facts.map(([label, value]) => <div key={label.en}><dt>{say(label)}</dt><dd className="lg-code">{value}</dd></div>)}</dl>;
}

interface Shown {
  readonly sign: string;
  readonly title: Words;
  readonly text: Words;
  readonly filling?: Filling;
}

function shownState(proof: EventProof): Shown {
  if (proof.state === 'verified') return { sign: '✓', title: proofTexts.verified, text: proofTexts.verifiedWhat };
  if (proof.state === 'unsealed') return { sign: '◷', title: proofTexts.unsealed, text: proofTexts.unsealedWhat };
  if (proof.state === 'unavailable') return { sign: '–', title: proofTexts.unavailable, text: proofTexts.noTiles };
  const filling: Filling = proof.because === 'different' ? { what: proof.what } : proof.because === 'unreadable' ? { reason: proof.reason } : {};
  return { sign: '✗', title: proofTexts.failed, text: proofTexts[proof.because], filling };
}

const fileName = ({ stream, revision }: RecordedEvent): string => `${stream}@${revision}.tlog-proof`.replace(/[^A-Za-z0-9._@-]+/g, '_');
