import { Checkbox, Modal } from 'antd';
import type { JSX } from 'react';
import { useSay } from '../language/language';
import type { SearchEntry } from '../search/search-entries';
import { useFocusBack } from './focus';
import { switchKeys, useKeysOn, useKnownShortcuts } from './shortcuts';
import { keyboardTexts } from './texts';

interface HelpProps {
  readonly places: readonly { readonly key: string; readonly page: SearchEntry }[];
  readonly onClose: () => void;
}

const ARROWS: { readonly [key: string]: string } = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', ' ': '␣' };

/** Every key that does something here, and the switch that turns single keys off. */
export function KeyboardHelp({ places, onClose }: HelpProps): JSX.Element {
  const say = useSay();
  const ofPage = useKnownShortcuts();
  const on = useKeysOn();
  useFocusBack();
  const everywhere = [['?', keyboardTexts.showHelp], ['/', keyboardTexts.search], ['Ctrl K', keyboardTexts.search], ['Ctrl Enter', keyboardTexts.submit], ['Esc', keyboardTexts.close]] as const;
  return (
    <Modal open title={say(keyboardTexts.help)} footer={null} onCancel={onClose} destroyOnHidden width={640}>
      <Keys title={say(keyboardTexts.everywhere)} keys={everywhere.map(([key, does]) => [key, say(does)])} />
      {ofPage.length > 0 && <Keys title={say(keyboardTexts.thisPage)} keys={ofPage.map(({ key, does }) => [ARROWS[key] ?? key, say(does)])} />}
      <Keys title={say(keyboardTexts.go)} keys={places.map(({ key, page }) => [`g ${key}`, say(page.title)])} />
      <p><Checkbox checked={on} onChange={({ target }) => switchKeys(target.checked)}>{say(keyboardTexts.single)}</Checkbox></p>
      <p className="lg-quiet">{say(keyboardTexts.singleWhy)}</p>
    </Modal>
  );
}

function Keys({ title, keys }: { readonly title: string; readonly keys: readonly (readonly [key: string, does: string])[] }): JSX.Element {
  return (
    <section>
      <h2>{title}</h2>
      <dl className="lg-keys-list">
        {keys.map(([key, does]) => <div key={key}><dt>{key.split(' ').map((part) => <kbd key={part}>{part}</kbd>)}</dt><dd>{does}</dd></div>)}
      </dl>
    </section>
  );
}
