import { useNavigate, useSearch } from '@tanstack/react-router';
import { Pagination, Select } from 'antd';
import { useMemo, type JSX } from 'react';
import { searchKey } from '@ledger/fields';
import type { Words } from '@ledger/kit';
import { useSay } from '@ledger/ui/language/language';
import { knownAtParameter, useMoment } from '@ledger/ui/moment/moment';
import { textIn, type Search } from '@ledger/ui/pages/address';
import { isLookedAt } from '@ledger/ui/replay/event-order';
import '@ledger/ui/replay/replay.css';
import { LogProgress, useEventLog } from '../../log/use-event-log';
import { CommandTable } from './command-table';
import { commandsOf, stripOf } from './commands-of-log';
import { HeatStrip } from './heat-strip';
import { peopleTexts } from './texts';

const PAGE_COMMANDS = 50;

/** Who issued which commands when, and in which role. */
export function PeoplePage(): JSX.Element {
  const say = useSay();
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const { asOf, knownAt } = useMoment();
  const loaded = useEventLog();
  const { log, version } = loaded;
  const commands = useMemo(() => commandsOf(log, (event) => isLookedAt(event, { until: asOf, knownAt: knownAtParameter(knownAt) })), [log, version, asOf, knownAt]);
  const strip = useMemo(() => stripOf(commands), [commands]);
  const [person, month, page] = [textIn(search, 'person'), textIn(search, 'month'), Number(textIn(search, 'page') ?? 1)];
  const chosen = useMemo(() => commands.filter((command) => (person === undefined || command.person === person) && (month === undefined || command.month === month)).reverse(), [commands, person, month]);
  const go = (changed: Search): void => void navigate({ to: '.', search: (before: Search) => ({ ...before, page: undefined, ...changed }), resetScroll: false });
  return (
    <>
      <h1>{say(peopleTexts.title)}</h1>
      <LogProgress state={loaded} />
      <HeatStrip strip={strip} person={person} month={month} onChoose={(nextPerson, nextMonth) => go({ person: nextPerson, month: nextMonth })} />
      <h2>{say(peopleTexts.commands)}</h2>
      <div className="lg-filters" role="search">
        <Choice words={peopleTexts.person} value={person} values={strip.rows.map((row) => row.person)} onChange={(next) => go({ person: next })} />
        <Choice words={peopleTexts.month} value={month} values={[...strip.months].reverse()} onChange={(next) => go({ month: next })} />
      </div>
      {chosen.length === 0 ? loaded.complete && <p role="status">{say(peopleTexts.none)}</p> : <CommandTable commands={chosen.slice((page - 1) * PAGE_COMMANDS, page * PAGE_COMMANDS)} />}
      {chosen.length > PAGE_COMMANDS && <Pagination size="small" current={page} total={chosen.length} pageSize={PAGE_COMMANDS} showSizeChanger={false} onChange={(next) => go({ page: String(next) })} />}
      <p className="lg-quiet">{say(peopleTexts.accepted)}</p>
    </>
  );
}

interface ChoiceProps {
  readonly words: Words;
  readonly value: string | undefined;
  readonly values: readonly string[];
  readonly onChange: (value: string | undefined) => void;
}

function Choice({ words, value, values, onChange }: ChoiceProps): JSX.Element {
  const say = useSay();
  return (
    <div className="lg-filter"><span>{say(words)}</span>
      <Select size="small" aria-label={say(words)} allowClear placeholder={say(peopleTexts.all)} popupMatchSelectWidth={false} showSearch={{ filterOption: (typed, option) => searchKey(option?.value ?? '').includes(searchKey(typed)) }}
        value={value} onChange={(next?: string | null) => onChange(next ?? undefined)} options={values.map((each) => ({ value: each, label: each }))} />
    </div>
  );
}
