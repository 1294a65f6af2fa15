import { useNavigate, useSearch } from '@tanstack/react-router';
import { Pagination } from 'antd';
import { useMemo, type JSX } from 'react';
import { useSay } from '@ledger/ui/language/language';
import { usePerson } from '@ledger/ui/names/names';
import { textIn, type Search } from '@ledger/ui/pages/address';
import '@ledger/ui/replay/replay.css';
import { LogProgress, useEventLog } from '../../log/use-event-log';
import { useKnown } from '../../log/use-known';
import { texts } from '../../texts';
import { Choice, optionsOf } from '../choice';
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
  const shownPerson = usePerson();
  const isKnown = useKnown();
  const loaded = useEventLog();
  const { log, version } = loaded;
  const commands = useMemo(() => commandsOf(log, isKnown), [log, version, isKnown]);
  const strip = useMemo(() => stripOf(commands), [commands]);
  const [person, month, page] = [textIn(search, 'person'), textIn(search, 'month'), Number(textIn(search, 'page') ?? 1)];
  const chosen = useMemo(() => commands.filter((command) => (person === undefined || command.person === person) && (month === undefined || command.month === month)).reverse(), [commands, person, month]);
  const go = (changed: Search): void => void navigate({ to: '.', search: (before: Search) => ({ ...before, page: undefined, ...changed }), resetScroll: false });
  return (
    <>
      <h1>{say(texts.people)}</h1>
      <LogProgress state={loaded} />
      <HeatStrip strip={strip} person={person} month={month} onChoose={(nextPerson, nextMonth) => go({ person: nextPerson, month: nextMonth })} />
      <h2>{say(peopleTexts.commands)}</h2>
      <div className="lg-filters" role="search">
        <Choice words={peopleTexts.person} value={person} options={strip.rows.map((row) => ({ value: row.person, label: shownPerson(row.person) }))} onChange={(next) => go({ person: next })} />
        <Choice words={peopleTexts.month} value={month} options={optionsOf([...strip.months].reverse())} onChange={(next) => go({ month: next })} />
      </div>
      {chosen.length === 0 ? loaded.complete && <p role="status">{say(peopleTexts.none)}</p> : <CommandTable commands={chosen.slice((page - 1) * PAGE_COMMANDS, page * PAGE_COMMANDS)} />}
      {chosen.length > PAGE_COMMANDS && <Pagination size="small" current={page} total={chosen.length} pageSize={PAGE_COMMANDS} showSizeChanger={false} onChange={(next) => go({ page: String(next) })} />}
      <p className="lg-quiet">{say(peopleTexts.accepted)}</p>
    </>
  );
}
