import { Button } from 'antd';
import { useState, type JSX } from 'react';
import { useSay } from '../language/language';
import { uiTexts } from '../texts';
import { EvidenceView } from './evidence-view';
import { evidenceTexts } from './evidence-texts';
import './evidence.css';

/** The papers and photos that an event names by their hashes, each opened in its place. */
export function EvidenceList({ evidence }: { readonly evidence: readonly string[] }): JSX.Element {
  const say = useSay();
  return (
    <div className="lg-papers">
      <span className="lg-quiet">{say(uiTexts.evidence)}:</span>
      {evidence.map((sha256) => <Paper key={sha256} sha256={sha256} />)}
    </div>
  );
}

function Paper({ sha256 }: { readonly sha256: string }): JSX.Element {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const name = sha256.slice(0, 12);
  return (
    <div>
      <a className="lg-code" href={`/api/evidence/${sha256}`} target="_blank" rel="noreferrer">{name}</a>{' '}
      <Button size="small" type="link" aria-expanded={isOpen} aria-label={say(isOpen ? evidenceTexts.closeFile : evidenceTexts.openFile, { name })} onClick={() => setOpen(!isOpen)}>{say(isOpen ? evidenceTexts.close : evidenceTexts.open)}</Button>
      {isOpen && <EvidenceView sha256={sha256} name={name} />}
    </div>
  );
}
