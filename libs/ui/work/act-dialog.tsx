import { Alert, Modal } from 'antd';
import { useState, type JSX } from 'react';
import { useCatalogue } from '../api/queries';
import { useSession } from '../api/session';
import { CommandForm } from '../form/command-form';
import { useSentence } from '../history/use-sentence';
import { useFocusBack } from '../keyboard/focus';
import { useLanguage, useSay } from '../language/language';
import { usePerson } from '../names/names';
import { useRegisters } from '../pages/registers';
import { shownInstant } from '../table/shown';
import type { StreamState } from './stream-state';
import { workTexts } from './texts';
import type { JudgedAct } from './use-acts';

interface ActDialogProps {
  readonly act: JudgedAct;
  readonly values: Readonly<Record<string, string>>;
  /** Proposed, and may be changed. */
  readonly initial?: Readonly<Record<string, string>>;
  /** What of the act is asked for at once: `evidence`. */
  readonly asks?: readonly string[];
  /** What the last button says. */
  readonly label: string;
  /** The record, kept up to date while the dialog is open. */
  readonly stream: StreamState;
  readonly onRecorded: () => void;
  readonly onClose: () => void;
}

/** One act about one record: what is still open is asked for, the rest is shown as it will be recorded. */
export function ActDialog({ act: { command, verdict }, values, initial = {}, asks = [], label, stream, onRecorded, onClose }: ActDialogProps): JSX.Element {
  const say = useSay();
  const { me } = useSession();
  const { data: catalogue } = useCatalogue();
  const { eventOf } = useRegisters();
  useFocusBack();
  const [seen] = useState(stream.events.length);
  const known = Object.fromEntries(Object.keys(command.shape).flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]])));
  const isAnswered = command.rule.requires.length === 0 && asks.length === 0 && Object.entries(command.shape).every(([key, field]) => field.optional || known[key] !== undefined);
  const effectiveOn = verdict.possible && verdict.effectiveOn !== catalogue!.today ? verdict.effectiveOn : undefined;
  return (
    <Modal open title={say(command.title)} footer={null} onCancel={onClose} destroyOnHidden width={640} className="lg-act-dialog">
      <NewsSince stream={stream} seen={seen} />
      <CommandForm command={command} user={me!.user} initial={initial} known={known} brief asks={asks} atOnce={isAnswered} label={label} effectiveOn={effectiveOn} textsOf={eventOf} today={catalogue!.today} demo={catalogue!.demo} onRecorded={onRecorded} />
    </Modal>
  );
}

/** What others have recorded about the same record since the dialog was opened. */
function NewsSince({ stream, seen }: { readonly stream: StreamState; readonly seen: number }): JSX.Element | null {
  const say = useSay();
  const person = usePerson();
  const { language } = useLanguage();
  const sentence = useSentence();
  const { me } = useSession();
  const news = stream.events.slice(seen).filter(({ metadata }) => metadata.actor.user !== me?.user);
  if (news.length === 0) return null;
  return (
    <Alert type="warning" showIcon role="alert" title={say(workTexts.changedMeanwhile)} description={(
      <ul>{news.map((event) => <li key={event.id}>{say(workTexts.changedBy, { user: person(event.metadata.actor.user), when: shownInstant(event.metadata.recordedAt, language) })} {sentence(event)}</li>)}</ul>
    )} />
  );
}
