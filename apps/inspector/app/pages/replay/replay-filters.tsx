import { memo, useMemo, type JSX } from 'react';
import { useCatalogue } from '@ledger/ui/api/queries';
import { RowPicker } from '@ledger/ui/form/row-picker';
import { eventName } from '@ledger/ui/history/sentence';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { usePicker, usePerson } from '@ledger/ui/names/names';
import { useRegisters } from '@ledger/ui/pages/registers';
import type { EventLog } from '@ledger/ui/replay/event-log';
import { replayTexts } from '@ledger/ui/replay/texts';
import { Choice } from '../choice';
import type { ReplayAddress } from './replay-address';

interface FiltersProps {
  readonly log: EventLog;
  readonly version: number;
  readonly address: ReplayAddress;
}

/** Which events to look at; the choices are those that occur. A step from event to event leaves it alone. */
export const ReplayFilters = memo(Filters, (before, after) => before.log === after.log && before.version === after.version && before.address.filter === after.address.filter);

function Filters({ log, version, address }: FiltersProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { byMenuOrder, eventOf } = useRegisters();
  const { data } = useCatalogue();
  const picker = usePicker('unit-code');
  const person = usePerson();
  const { filter, change } = address;
  const occurring = useMemo(() => occurringIn(log), [log, version]);
  const types = occurring.types.map((type) => ({ value: type, label: eventName(eventOf(type)?.words, type, language) })).sort((a, b) => a.label.localeCompare(b.label, language));
  const registers = byMenuOrder(data?.registers ?? []).map(({ name, label }) => ({ value: name, label: say(label) }));
  return (
    <div className="lg-filters" role="search">
      <Choice words={replayTexts.register} value={filter.register} options={registers} onChange={(register) => change({ register, type: undefined, stream: undefined })} />
      {picker && <div className="lg-filter"><span>{say(replayTexts.unit)}</span><RowPicker size="small" picker={picker} label={say(replayTexts.unit)} value={filter.unit ?? ''} onChange={(unit) => change({ unit: unit || undefined })} /></div>}
      <Choice words={replayTexts.actor} value={filter.actor} options={occurring.actors.map((actor) => ({ value: actor, label: person(actor) }))} onChange={(actor) => change({ actor })} />
      <Choice words={replayTexts.type} value={filter.type} options={types} onChange={(type) => change({ type })} />
    </div>
  );
}

function occurringIn(log: EventLog): { readonly actors: readonly string[]; readonly types: readonly string[] } {
  const [actors, types] = [new Set<string>(), new Set<string>()];
  for (const { type, metadata } of log.events) {
    actors.add(metadata.actor.user);
    types.add(type);
  }
  return { actors: [...actors].sort(), types: [...types] };
}
