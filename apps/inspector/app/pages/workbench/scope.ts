import { ledgerDay } from '@ledger/kit';
import type { RecordedEvent } from '@ledger/ui/api/catalogue';
import type { EventLog } from '@ledger/ui/replay/event-log';
import { isLookedAt } from '@ledger/ui/replay/event-order';

/** What an inspection is about; what is not given does not matter. */
export interface Scope {
  readonly program?: string;
  readonly unit?: string;
  /** First and last day of recording, in the ledger's zone. */
  readonly from?: string;
  readonly to?: string;
}

/** Whether data names a program: in a field, or as the first part of a component's or a line's code. */
const isOfProgram = ({ data }: RecordedEvent, program: string): boolean =>
  Object.values(data).some((value) => value === program || (typeof value === 'string' && (value.startsWith(`${program}.`) || value.startsWith(`${program}:`))));

export const isInScope = (event: RecordedEvent, { program, unit, from, to }: Scope): boolean => {
  const day = from === undefined && to === undefined ? '' : ledgerDay(event.metadata.recordedAt);
  return (from === undefined || day >= from) && (to === undefined || day <= to) && isLookedAt(event, { unit }) && (program === undefined || isOfProgram(event, program));
};

/** An effective day that lies so far before the day of recording is worth a look. */
export const LATE_DAYS = 30;
const DAY_MS = 86_400_000;

const isLate = ({ metadata }: RecordedEvent): boolean => Date.parse(ledgerDay(metadata.recordedAt)) - Date.parse(metadata.effectiveOn) > LATE_DAYS * DAY_MS;

/** Figures of the events in scope, as they stand in the log. */
export interface ScopeFigures {
  readonly events: number;
  readonly people: number;
  readonly records: number;
  readonly late: number;
  readonly reasoned: number;
  readonly weakBasis: number;
  readonly byRegister: ReadonlyMap<string, number>;
}

export function figuresOf(log: EventLog, isWanted: (event: RecordedEvent) => boolean): ScopeFigures {
  const events = log.events.filter(isWanted);
  const count = (holds: (event: RecordedEvent) => boolean): number => events.reduce((sum, event) => sum + Number(holds(event)), 0);
  const byRegister = new Map<string, number>();
  for (const { stream } of events) {
    const register = stream.slice(0, stream.indexOf('.'));
    byRegister.set(register, (byRegister.get(register) ?? 0) + 1);
  }
  return {
    events: events.length,
    people: new Set(events.map(({ metadata }) => metadata.actor.user)).size,
    records: new Set(events.map(({ stream }) => stream)).size,
    late: count(isLate),
    reasoned: count(({ metadata }) => metadata.reason !== undefined),
    weakBasis: count(({ metadata }) => metadata.basis === 'illustrative' || metadata.basis === 'apportioned'),
    byRegister,
  };
}
