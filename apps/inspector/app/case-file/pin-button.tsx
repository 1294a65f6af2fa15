import { Button } from 'antd';
import { useState, type JSX } from 'react';
import { useSay } from '@ledger/ui/language/language';
import { isPinned, withPinned, type Pinned } from './case-file';
import { useCaseFile } from './case-store';
import { caseTexts } from './texts';

/** Pins something to the inspector's case; `name` says to a screen reader what. */
export function PinButton({ pinned, name }: { readonly pinned: Pinned; readonly name: string }): JSX.Element {
  const say = useSay();
  const { file, change } = useCaseFile();
  const [isFull, setFull] = useState(false);
  const isThere = isPinned(file, pinned);
  const pin = (): void => {
    try {
      change((before) => withPinned(before, pinned, crypto.randomUUID(), new Date().toISOString()));
    } catch {
      setFull(true);
    }
  };
  return (
    <>
      <Button size="small" disabled={isThere} aria-label={`${say(isThere ? caseTexts.pinned : caseTexts.pin)}: ${name}`} onClick={pin}>{say(isThere ? caseTexts.pinned : caseTexts.pin)}</Button>
      {isFull && <p role="alert" className="lg-field-error">{say(caseTexts.full)}</p>}
    </>
  );
}
