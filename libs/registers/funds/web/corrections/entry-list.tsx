import type { JSX } from 'react';
import { entriesOf, type EntryStanding, type LineState } from '@ledger/registers/funds/domain';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import { useSentence } from '@ledger/ui/history/use-sentence';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { formatMoney } from '@ledger/ui/money/money';
import { shownDay } from '@ledger/ui/table/shown';
import { correctionTexts } from './texts';

interface EntryListProps {
  readonly state: LineState;
  readonly events: readonly RecordedEvent[];
  readonly picked: string | undefined;
  readonly onPick: (entry: string) => void;
}

/** Every entry of a line, the newest first: what it says, and what it stands for now; an old amount is struck through, never gone. */
export function EntryList({ state, events, picked, onPick }: EntryListProps): JSX.Element {
  const say = useSay();
  const standings = entriesOf(state);
  if (standings.length === 0) return <p role="status">{say(correctionTexts.noEntries)}</p>;
  return <ul className="lg-choices">{standings.map((standing) => <Line key={standing.entry.id} standing={standing} state={state} event={events.find(({ id }) => id === standing.entry.id)} isPicked={standing.entry.id === picked} onPick={onPick} />)}</ul>;
}

interface LineProps {
  readonly standing: EntryStanding;
  readonly state: LineState;
  readonly event: RecordedEvent | undefined;
  readonly isPicked: boolean;
  readonly onPick: (entry: string) => void;
}

function Line({ standing: { entry, amount, reversed }, state, event, isPicked, onPick }: LineProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const sentence = useSentence();
  const shown = (value: bigint): string => `${formatMoney(value, 'dong', language)} đ`;
  const pending = state.corrections[entry.id];
  const notes = [
    reversed && say(correctionTexts.reversed),
    !reversed && amount !== entry.amount && say(correctionTexts.corrected),
    state.reversals[entry.id] && say(correctionTexts.pendingReversal),
    pending && say(correctionTexts.pendingCorrection, { amount: shown(pending.amount ?? 0n) }),
  ].filter(Boolean);
  return (
    <li>
      <button type="button" aria-pressed={isPicked} className={isPicked ? 'lg-picked' : undefined} onClick={() => onPick(entry.id)}>
        <span><strong>{event ? sentence(event) : entry.type}</strong><br /><span className="lg-quiet">{[shownDay(entry.on, language), event?.metadata.actor.user, ...notes].filter(Boolean).join(' · ')}</span></span>
        <span className="lg-number">{(reversed || amount !== entry.amount) && <><s>{shown(entry.amount)}</s><br /></>}{!reversed && shown(amount)}</span>
      </button>
    </li>
  );
}
