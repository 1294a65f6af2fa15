import { useEffect, useRef, useState, type JSX } from 'react';
import { useSession } from '../api/session';
import { useLanguage, useSay } from '../language/language';
import { shownBytes } from './shown-bytes';
import { uploadTexts } from './texts';
import { glanceOf, type Glance } from './thumbnail';

interface EvidenceGlanceProps {
  readonly sha256: string;
  /** What the file is called or shows. */
  readonly name: string;
}

/** A file of evidence as a small picture that leads to the original. It is fetched once it comes into view. */
export function EvidenceGlance({ sha256, name }: EvidenceGlanceProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const place = useRef<HTMLAnchorElement>(null);
  const glance = useGlance(sha256, place);
  const size = glance === undefined || glance.kind === 'hidden' ? '' : shownBytes(glance.bytes, language);
  if (glance?.kind === 'hidden') return <span className="lg-glance" title={say(uploadTexts.hidden)}><span className="lg-glance-file">{say(uploadTexts.hidden)}</span></span>;
  return (
    <a ref={place} className="lg-glance" href={`/api/evidence/${sha256}`} target="_blank" rel="noreferrer" aria-label={say(uploadTexts.openFile, { name, size })} title={say(uploadTexts.openFile, { name, size })}>
      {glance?.kind === 'picture' ? <img src={glance.source} alt={name} /> : <span className="lg-glance-file">{glance === undefined ? '' : `${typeName(glance.type)} · ${size}`}</span>}
    </a>
  );
}

const typeName = (type: string): string => (type.split(/[;+]/)[0]!.split('/').at(-1) ?? '').split('.').at(-1)!.toUpperCase();

function useGlance(sha256: string, place: { readonly current: Element | null }): Glance | undefined {
  const [glance, setGlance] = useState<Glance>();
  const user = useSession().me?.user ?? '';
  useEffect(() => {
    let there = true;
    const observer = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      observer.disconnect();
      glanceOf(user, sha256).then((found) => there && setGlance(found), () => undefined);
    }, { rootMargin: '200px' });
    if (place.current) observer.observe(place.current);
    return () => {
      there = false;
      observer.disconnect();
    };
  }, [user, sha256, place]);
  return glance;
}
