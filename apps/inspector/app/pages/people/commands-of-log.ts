import { ledgerDay } from '@ledger/kit';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import type { EventLog } from '@ledger/ui/replay/event-log';
import { monthAfter } from '../month-after';

/** What one command recorded. */
export interface RecordedCommand {
  readonly events: readonly RecordedEvent[];
  readonly person: string;
  /** `2024-03`, in the ledger's zone. */
  readonly month: string;
}

/** How many commands each person issued in each month. */
export interface Strip {
  readonly months: readonly string[];
  readonly rows: readonly { readonly person: string; readonly counts: readonly number[]; readonly total: number }[];
  readonly most: number;
}

/** The log's commands, first to last. `isKnown`: whether an event had been recorded by the moment that is looked at. */
export function commandsOf(log: EventLog, isKnown: (event: RecordedEvent) => boolean): readonly RecordedCommand[] {
  const commands: { events: RecordedEvent[]; person: string; month: string }[] = [];
  for (const event of log.events) {
    if (!isKnown(event)) continue;
    const last = commands.at(-1);
    // Events of one command are recorded together.
    if (last?.events[0]!.metadata.commandId === event.metadata.commandId) last.events.push(event);
    else commands.push({ events: [event], person: event.metadata.actor.user, month: ledgerDay(event.metadata.recordedAt).slice(0, 7) });
  }
  return commands;
}

/** People in the order of how much they did; every month between the first and the last. */
export function stripOf(commands: readonly RecordedCommand[]): Strip {
  const counts = new Map<string, Map<string, number>>();
  for (const { person, month } of commands) {
    const months = counts.get(person) ?? new Map<string, number>();
    months.set(month, (months.get(month) ?? 0) + 1);
    counts.set(person, months);
  }
  const seen = commands.map(({ month }) => month).sort();
  const months = monthsBetween(seen[0], seen.at(-1));
  const rows = [...counts].map(([person, own]) => ({ person, counts: months.map((month) => own.get(month) ?? 0), total: [...own.values()].reduce((sum, count) => sum + count, 0) })).sort((a, b) => b.total - a.total);
  return { months, rows, most: Math.max(1, ...rows.flatMap((row) => row.counts)) };
}

const MONTHS_MAX = 600;

function monthsBetween(first: string | undefined, last: string | undefined): readonly string[] {
  if (first === undefined || last === undefined) return [];
  const months = [first];
  while (months.at(-1)! < last && months.length < MONTHS_MAX) months.push(monthAfter(months.at(-1)!));
  return months;
}
