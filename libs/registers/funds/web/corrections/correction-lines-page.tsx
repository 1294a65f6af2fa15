import { useNavigate } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useSay } from '@ledger/ui/language/language';
import { pageAddress } from '@ledger/ui/register/web-page';
import '@ledger/ui/work/work.css';
import { LineChoice } from '../payments/line-choice';
import { correctionTexts } from './texts';

/** Where a correction begins: the line that holds the entry. */
export function CorrectionLinesPage(): JSX.Element {
  const say = useSay();
  const navigate = useNavigate();
  return (
    <>
      <h1>{say(correctionTexts.title)}</h1>
      <p>{say(correctionTexts.which)}</p>
      <LineChoice command="CorrectEntry" onChoose={(line) => void navigate({ to: pageAddress('funds', 'corrections/$line', { line }) })} />
    </>
  );
}
