import { useEffect, useState, type JSX } from 'react';
import { useSay } from '../language/language';
import { evidenceTexts } from './evidence-texts';

/** Narrower than this, the browser's viewer is all buttons. */
const ROOM = '(min-width: 768px)';

/** Whether the browser shows a PDF within a page, and there is room for it. Phones say that they do not, or open it elsewhere. */
const canShow = (): boolean => navigator.pdfViewerEnabled && window.matchMedia(ROOM).matches;

/**
 * A paper in the browser's own viewer, made of the bytes that were hashed. Without `sandbox`, under which browsers show no PDF:
 * the blob's type is fixed, its bytes begin as a PDF's do, and the page's policy frames nothing else.
 */
export function PdfView({ content, name }: { readonly content: Blob; readonly name: string }): JSX.Element | null {
  const say = useSay();
  const [source, setSource] = useState<string>();
  const shows = canShow();
  useEffect(() => {
    if (!shows) return undefined;
    const address = URL.createObjectURL(content);
    setSource(address);
    return () => URL.revokeObjectURL(address);
  }, [content, shows]);
  if (!shows) return <p className="lg-quiet">{say(evidenceTexts.noViewer)}</p>;
  return source === undefined ? null : <iframe className="lg-paper-pdf" src={source} title={say(evidenceTexts.pdf, { name })} />;
}
