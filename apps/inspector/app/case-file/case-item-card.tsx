import { Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import type { JSX } from 'react';
import { EvidenceList } from '@ledger/ui/evidence/evidence-list';
import { ProofCard } from '@ledger/ui/history/proof-card';
import { useSay } from '@ledger/ui/language/language';
import { moved, noted, without, type CaseFile, type CaseItem } from './case-file';
import { caseTexts as texts } from './texts';
import { useCaseWords } from './case-words';

interface CardProps {
  readonly item: CaseItem;
  /** Its place in the case, from 1. */
  readonly number: number;
  readonly last: boolean;
  readonly change: (made: (file: CaseFile) => CaseFile) => void;
}

/** One pinned thing with the inspector's note, and ways to move or unpin it. */
export function CaseItemCard({ item, number, last, change }: CardProps): JSX.Element {
  const say = useSay();
  return (
    <li className="lg-card">
      <div className="lg-case-head">
        <span className="lg-quiet">{number}. {say(texts[item.kind])}</span>
        <span className="lg-case-acts">
          <Button size="small" disabled={number === 1} aria-label={say(texts.moveUp, { number })} onClick={() => change((file) => moved(file, item.id, -1))}>{say(texts.up)}</Button>
          <Button size="small" disabled={last} aria-label={say(texts.moveDown, { number })} onClick={() => change((file) => moved(file, item.id, 1))}>{say(texts.down)}</Button>
          <Button size="small" aria-label={say(texts.removeItem, { number })} onClick={() => change((file) => without(file, item.id))}>{say(texts.remove)}</Button>
        </span>
      </div>
      <PinnedContent item={item} />
      <Input.TextArea aria-label={say(texts.noteOf, { number })} placeholder={say(texts.note)} autoSize={{ minRows: item.kind === 'note' ? 3 : 1 }} value={item.note} onChange={(event) => change((file) => noted(file, item.id, event.target.value))} />
    </li>
  );
}

function PinnedContent({ item }: { readonly item: CaseItem }): JSX.Element | null {
  const say = useSay();
  const { headline, facts, eventName } = useCaseWords();
  if (item.kind === 'note') return null;
  return (
    <>
      <p className="lg-case-headline">{headline(item)}</p>
      <dl className="lg-facts">{facts(item).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      {item.kind === 'event' && <p><Link to={`/history/${encodeURIComponent(item.event.stream)}` as string} className="lg-code">{item.event.stream}</Link></p>}
      {item.kind === 'signal' && (
        <>
          <ul className="lg-case-events">{item.events.map(({ stream, revision, position, type, actor }) => <li key={position}><span className="lg-code">{position}</span> {eventName(type)} · <Link to={`/history/${encodeURIComponent(stream)}` as string} className="lg-code">{stream}@{revision}</Link> · {actor.user}</li>)}</ul>
          <p className="lg-quiet">{say(texts.notAVerdict)}</p>
        </>
      )}
      {item.kind === 'event' && item.event.metadata.evidence && <EvidenceList evidence={item.event.metadata.evidence} />}
      {item.kind === 'evidence' && <EvidenceList evidence={[item.sha256]} />}
      {item.kind === 'event' && <ProofCard event={item.event} />}
    </>
  );
}
