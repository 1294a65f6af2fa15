import type { JSX } from 'react';
import { useSay } from '@ledger/ui/language/language';
import { texts } from '../texts';

/** Where an inspector begins. */
export function Workbench(): JSX.Element {
  const say = useSay();
  return <h1>{say(texts.workbench)}</h1>;
}
