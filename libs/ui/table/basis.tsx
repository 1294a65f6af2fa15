import type { JSX } from 'react';
import { basisWords } from '@ledger/fields';
import type { Json } from '@ledger/kit';
import { useSay } from '../language/language';
import { uiTexts } from '../texts';

const marks = { published: '●', apportioned: '◐', illustrative: '○' } as const;

const isBasis = (basis: Json | undefined): basis is keyof typeof marks => typeof basis === 'string' && basis in marks;

/** Where a figure comes from: a sign and a word, never a colour alone. What was recorded for real has none. */
export function BasisSign({ basis }: { readonly basis: Json | undefined }): JSX.Element | null {
  const say = useSay();
  if (!isBasis(basis)) return null;
  return <span className="lg-basis" title={say(uiTexts.basis)}><span aria-hidden="true">{marks[basis]}</span> {say(basisWords[basis])}</span>;
}
