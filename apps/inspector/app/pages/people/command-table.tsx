import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useActingRole } from '@ledger/ui/history/use-who';
import { useSentence } from '@ledger/ui/history/use-sentence';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useNames, usePerson } from '@ledger/ui/names/names';
import { PlainTable } from '@ledger/ui/table/plain-table';
import { shownDay, shownInstant } from '@ledger/ui/table/shown';
import type { RecordedCommand } from './commands-of-log';
import { peopleTexts } from './texts';

const metadataOf = ({ events }: RecordedCommand): RecordedCommand['events'][number]['metadata'] => events[0]!.metadata;

/** Commands, each with the role it was issued under and what it recorded. */
export function CommandTable({ commands }: { readonly commands: readonly RecordedCommand[] }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const nameOf = useNames();
  const shownPerson = usePerson();
  const roleOf = useActingRole();
  const sentence = useSentence();
  const when = (command: RecordedCommand): JSX.Element => {
    const { recordedAt } = metadataOf(command);
    return <time dateTime={recordedAt}>{shownInstant(recordedAt, language)}</time>;
  };
  const unit = (command: RecordedCommand): string => {
    const { actor } = metadataOf(command);
    return nameOf('unit-code', actor.unit) ?? actor.unit;
  };
  const what = ({ events }: RecordedCommand): JSX.Element => <span>{events.map((event, index) => <span key={event.id}>{index > 0 && ' · '}<Link to="/events/$position" params={{ position: event.position }}>{sentence(event)}</Link></span>)}</span>;
  const record = ({ events }: RecordedCommand): JSX.Element => {
    const { stream } = events[0]!;
    return <Link to={`/history/${encodeURIComponent(stream)}` as string}>{stream.slice(stream.indexOf('-') + 1)}</Link>;
  };
  return (
    <PlainTable label={say(peopleTexts.commands)} rows={commands} keyOf={({ events }) => events[0]!.id} columns={[
      { key: 'when', label: say(peopleTexts.when), cell: when },
      { key: 'person', label: say(peopleTexts.person), cell: ({ person }) => shownPerson(person) },
      { key: 'role', label: say(peopleTexts.role), cell: (command) => roleOf(metadataOf(command).actor) },
      { key: 'unit', label: say(peopleTexts.unit), cell: unit },
      { key: 'what', label: say(peopleTexts.what), cell: what },
      { key: 'record', label: say(peopleTexts.record), cell: record },
      { key: 'effective', label: say(peopleTexts.effective), cell: (command) => shownDay(metadataOf(command).effectiveOn, language) },
    ]} />
  );
}
