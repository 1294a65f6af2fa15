import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { streamName } from '@ledger/kit';
import { useList } from '../api/queries';
import { useLanguage, useSay } from '../language/language';
import { useNames, usePicker } from '../names/names';
import { useRegisters } from '../pages/registers';
import type { WebCommand } from '../register/register-web';
import { recordEntries } from '../search/record-entries';
import { uiTexts } from '../texts';
import { useTable } from '../work/use-table';
import type { CommandReceipt } from './submit-command';

/** The field of a command that is the id of its record; none where the id is put together from several. */
function fieldOfId({ rule, shape }: WebCommand, id: string): string | undefined {
  return Object.keys(shape).find((key) => {
    try {
      return rule.id({ [key]: id }) === id;
    } catch {
      return false;
    }
  });
}

/** What a command was recorded about: its name, leading to its page or its row, and its history. */
export function RecordedRecord({ command, receipt: { stream } }: { readonly command: WebCommand; readonly receipt: CommandReceipt }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const nameOf = useNames();
  const registers = useRegisters();
  const id = stream.slice(streamName(command.decider, '').length);
  const field = command.shape[fieldOfId(command, id) ?? ''];
  const picker = usePicker(field?.word ?? '');
  const table = useTable(picker?.table ?? '');
  const { data } = useList(picker?.table ?? '', { [picker?.value ?? '']: id, limit: 1 }, {}, table !== undefined);
  const [entry] = picker && table && data && data.rows.length > 0 ? recordEntries(registers, picker, { columns: table.columns, rows: data.rows }, picker.codeless !== true, language, nameOf) : [];
  const name = entry ? say(entry.title) : ((field && nameOf(field.word, id)) ?? id);
  return (
    <p>
      {field && <span className="lg-quiet">{say(field.label)}: </span>}
      {entry ? <Link to={entry.to as string}>{name}</Link> : <strong>{name}</strong>}{' · '}
      <Link to={`/history/${encodeURIComponent(stream)}` as string}>{say(uiTexts.history)}</Link>
    </p>
  );
}
