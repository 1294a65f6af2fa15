import { Select } from 'antd';
import { memo, useMemo, type JSX } from 'react';
import type { Words } from '@ledger/kit';
import { useCatalogue } from '@ledger/ui/api/queries';
import { RowPicker } from '@ledger/ui/form/row-picker';
import { filled, useLanguage, useSay } from '@ledger/ui/language/language';
import { usePicker } from '@ledger/ui/names/names';
import { useRegisters } from '@ledger/ui/pages/registers';
import type { EventLog } from '@ledger/ui/replay/event-log';
import { replayTexts } from '@ledger/ui/replay/texts';
import { searchKey } from '@ledger/fields';
import type { ReplayAddress } from './replay-address';

interface Option {
  readonly value: string;
  readonly label: string;
}

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
  const { filter, change } = address;
  const occurring = useMemo(() => occurringIn(log), [log, version]);
  const actors = occurring.actors.map((actor) => ({ value: actor, label: actor }));
  const types = occurring.types.map((type) => ({ value: type, label: withoutValues(eventOf(type)?.words, language) ?? type })).sort((a, b) => a.label.localeCompare(b.label, language));
  const registers = byMenuOrder(data?.registers ?? []).map(({ name, label }) => ({ value: name, label: say(label) }));
  return (
    <div className="lg-filters" role="search">
      <Choice words={replayTexts.register} value={filter.register} options={registers} onChange={(register) => change({ register, type: undefined, stream: undefined })} />
      {picker && <div className="lg-filter"><span>{say(replayTexts.unit)}</span><RowPicker size="small" picker={picker} label={say(replayTexts.unit)} value={filter.unit ?? ''} onChange={(unit) => change({ unit: unit || undefined })} /></div>}
      <Choice words={replayTexts.actor} value={filter.actor} options={actors} onChange={(actor) => change({ actor })} />
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

/** What a kind of event says, whatever its values. */
const withoutValues = (words: Words | undefined, language: keyof Words): string | undefined => words && filled(words[language].replace(/\{[A-Za-z][A-Za-z0-9]*\}/g, '…'), {});

interface ChoiceProps {
  readonly words: Words;
  readonly value: string | undefined;
  readonly options: readonly Option[];
  readonly onChange: (value: string | undefined) => void;
}

function Choice({ words, value, options, onChange }: ChoiceProps): JSX.Element {
  const say = useSay();
  return (
    <div className="lg-filter"><span>{say(words)}</span>
      <Select size="small" aria-label={say(words)} allowClear showSearch={{ filterOption: (typed, option) => searchKey(option?.label ?? '').includes(searchKey(typed)) }} placeholder={say(replayTexts.all)} popupMatchSelectWidth={false}
        value={value} onChange={(chosen?: string | null) => onChange(chosen ?? undefined)} options={[...options]} />
    </div>
  );
}
