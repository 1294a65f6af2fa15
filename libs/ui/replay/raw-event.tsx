import { Button } from 'antd';
import { useEffect, useState, type JSX } from 'react';
import type { Words } from '@ledger/kit';
import type { RecordedEvent } from '../api/catalogue';
import { useSay } from '../language/language';
import { replayTexts } from './texts';

const SAID_MS = 2_000;

/** Puts a text on the clipboard, and says so. */
function CopyButton({ words, text }: { readonly words: Words; readonly text: string }): JSX.Element {
  const say = useSay();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = window.setTimeout(() => setCopied(false), SAID_MS);
    return () => window.clearTimeout(timer);
  }, [copied]);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return <Button size="small" onClick={() => void copy()}><span aria-live="polite">{say(copied ? replayTexts.copied : words)}</span></Button>;
}

const eventAsJson = (event: RecordedEvent): string => JSON.stringify(event, null, 2);

/** Where the API answers with this event alone: the one after the position before it. */
const eventAsCurl = ({ position }: RecordedEvent, origin: string): string =>
  `curl --header "Authorization: Bearer $TOKEN" '${origin}/api/events?from=${BigInt(position) - 1n}&limit=1'`;

/** The event as the API gives it, laid out. */
export function RawEvent({ event }: { readonly event: RecordedEvent }): JSX.Element {
  return (
    <>
      <p className="lg-tools"><CopyButton words={replayTexts.copyJson} text={eventAsJson(event)} /><CopyButton words={replayTexts.copyCurl} text={eventAsCurl(event, window.location.origin)} /></p>
      <pre className="lg-code lg-raw" tabIndex={0}>{eventAsJson(event)}</pre>
    </>
  );
}
