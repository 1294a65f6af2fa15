import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { day } from '@ledger/fields';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useNames } from '@ledger/ui/names/names';
import { shownInstant } from '@ledger/ui/table/shown';
import { useSentence } from '../events/event-line';
import type { RecordedCommand } from './commands-of-log';
import { peopleTexts } from './texts';

const dayField = day({ vi: '', en: '' });
const COLUMNS = ['when', 'person', 'role', 'unit', 'what', 'effective'] as const;

/** Commands, each with the role it was issued under and what it recorded. */
export function CommandTable({ commands }: { readonly commands: readonly RecordedCommand[] }): JSX.Element {
  const say = useSay();
  return (
    <div className="lg-table-window" role="region" tabIndex={0} aria-label={say(peopleTexts.commands)}>
      <table className="lg-table" role="table" aria-label={say(peopleTexts.commands)}>
        <thead role="rowgroup"><tr role="row">{COLUMNS.map((key) => <th key={key} role="columnheader" scope="col">{say(peopleTexts[key])}</th>)}</tr></thead>
        <tbody role="rowgroup">{commands.map((command) => <CommandRow key={command.events[0]!.id} command={command} />)}</tbody>
      </table>
    </div>
  );
}

function CommandRow({ command: { events, person } }: { readonly command: RecordedCommand }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const nameOf = useNames();
  const sentence = useSentence();
  const { actor, recordedAt, effectiveOn } = events[0]!.metadata;
  return (
    <tr role="row">
      <td role="cell" data-label={say(peopleTexts.when)}><time dateTime={recordedAt}>{shownInstant(recordedAt, language)}</time></td>
      <td role="cell" data-label={say(peopleTexts.person)}>{person}</td>
      <td role="cell" data-label={say(peopleTexts.role)}>{actor.role}</td>
      <td role="cell" data-label={say(peopleTexts.unit)}>{nameOf('unit-code', actor.unit) ?? actor.unit}</td>
      <td role="cell" data-label={say(peopleTexts.what)}><span>{events.map((event, index) => <span key={event.id}>{index > 0 && ' · '}<Link to="/events/$position" params={{ position: event.position }}>{sentence(event)}</Link></span>)}</span></td>
      <td role="cell" data-label={say(peopleTexts.effective)}>{dayField.show!(effectiveOn, language)}</td>
    </tr>
  );
}
