import type { JSX } from 'react';
import type { Words } from '@ledger/kit';
import { useSay } from '@ledger/ui/language/language';
import { operatorTexts } from './texts';

type Look = 'good' | 'busy' | 'bad' | 'quiet';

const STATES: { readonly [state: string]: readonly [look: Look, words: Words] } = {
  'live': ['good', operatorTexts.live], 'running': ['good', operatorTexts.running], 'ready': ['good', operatorTexts.ready], 'sealing': ['good', operatorTexts.sealingState], 'ok': ['good', operatorTexts.ok],
  'rebuilding': ['busy', operatorTexts.rebuilding], 'waiting': ['busy', operatorTexts.waiting], 'retrying': ['busy', operatorTexts.retrying], 'catching-up': ['busy', operatorTexts.catchingUp],
  'loading': ['busy', operatorTexts.loading], 'starting': ['busy', operatorTexts.starting], 'held': ['busy', operatorTexts.held],
  'parked': ['bad', operatorTexts.parked], 'degraded': ['bad', operatorTexts.degraded], 'unavailable': ['bad', operatorTexts.unavailable], 'failing': ['bad', operatorTexts.failing], 'refused': ['bad', operatorTexts.refused], 'not-ok': ['bad', operatorTexts.notOk],
  'stopped': ['quiet', operatorTexts.stopped], 'stopping': ['quiet', operatorTexts.stopping], 'closed': ['quiet', operatorTexts.closed],
};
const MARKS: { readonly [look in Look]: string } = { good: '●', busy: '◐', bad: '▲', quiet: '○' };

/** How something stands: a sign, a word and a colour. */
export function StateSign({ state }: { readonly state: string }): JSX.Element {
  const say = useSay();
  const [look, words] = STATES[state] ?? ['quiet', { vi: state, en: state }];
  return <span className={`lg-state lg-state-${look}`}><span aria-hidden="true">{MARKS[look]}</span> {say(words)}</span>;
}
