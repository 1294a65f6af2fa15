import type { JSX } from 'react';
import type { EventTexts } from '../history/stream-history';
import { eventSentence, valueShown } from '../history/sentence';
import { useLanguage, useSay } from '../language/language';
import { useNames } from '../names/names';
import { uiTexts } from '../texts';
import type { CommandReceipt } from './submit-command';

/** «Sẽ ghi nhận»: the events of a dry run in words, with every value they would hold. */
export function Preview({ receipt, textsOf }: { readonly receipt: CommandReceipt; readonly textsOf: EventTexts }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const nameOf = useNames();
  if (receipt.events.length === 0) return <p>{say(uiTexts.recordsNothing)}</p>;
  return (
    <ol className="lg-preview">
      {receipt.events.map(({ id, type, data = {} }) => {
        const known = textsOf(type);
        return (
          <li key={id}>
            <strong>{eventSentence(known, { type, data }, language, nameOf)}</strong>
            <dl className="lg-facts">
              {Object.entries(data).map(([key, value]) => <div key={key}><dt>{known?.shape[key] ? say(known.shape[key].label) : key}</dt><dd>{valueShown(known?.shape[key], value, language, nameOf)}</dd></div>)}
            </dl>
          </li>
        );
      })}
    </ol>
  );
}
