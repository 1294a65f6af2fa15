import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { ErrorNotice } from '../frame/notice';
import { useLanguage, useSay } from '../language/language';
import { shownBytes } from '../upload/shown-bytes';
import { evidenceTexts } from './evidence-texts';
import { PdfView } from './pdf-view';
import { openFile, type OpenedFile } from './opened-file';

/** A file of evidence where it is named: fetched, hashed in this browser, compared with the event's hash, and only then shown. */
export function EvidenceView({ sha256, name }: { readonly sha256: string; readonly name: string }): JSX.Element {
  const say = useSay();
  const { data, error, refetch } = useQuery({ queryKey: ['evidence', sha256], queryFn: () => openFile(sha256), staleTime: Infinity, gcTime: 60_000, retry: false });
  if (error) return <ErrorNotice error={error} again={() => void refetch()} />;
  if (!data) return <p className="lg-loading" role="status">{say(evidenceTexts.reading)}</p>;
  if (data.kind === 'gone') return <p className="lg-quiet" role="status">{say(evidenceTexts.gone)}</p>;
  if (data.kind === 'different') return <p className="lg-paper-bad" role="alert">✗ {say(evidenceTexts.different, { found: data.found })}</p>;
  return (
    <figure className="lg-paper">
      <Content file={data} name={name} />
      <figcaption><span className="lg-paper-good">✓ {say(evidenceTexts.same)}</span> <Download sha256={sha256} bytes={data.bytes} /></figcaption>
    </figure>
  );
}

function Content({ file, name }: { readonly file: OpenedFile; readonly name: string }): JSX.Element | null {
  const say = useSay();
  if (file.kind === 'image') return <img src={file.source} alt={say(evidenceTexts.picture, { name })} />;
  if (file.kind === 'text') return <pre tabIndex={0} aria-label={say(evidenceTexts.picture, { name })}>{file.text}</pre>;
  if (file.kind === 'pdf') return <PdfView content={file.content} name={name} />;
  return file.kind === 'other' ? <p>{say(evidenceTexts.notHere, { type: file.type })}</p> : null;
}

function Download({ sha256, bytes }: { readonly sha256: string; readonly bytes: number }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  return <a href={`/api/evidence/${sha256}`} download>{say(evidenceTexts.download, { size: shownBytes(bytes, language) })}</a>;
}
