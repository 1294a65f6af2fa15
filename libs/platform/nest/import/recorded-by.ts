import { ledgerTime } from '@ledger/kit';
import type { EventStore, RecordedEvent } from '@ledger/platform/event-store';
import type { ImportProblem } from '@ledger/platform/office-store';
import type { Receipt } from '../ledger/order';

/** The last event of a command that was recorded before, with who recorded it and when. */
export async function recordedEvent(store: EventStore, { stream, revision }: Receipt): Promise<RecordedEvent | undefined> {
  for await (const [event] of store.readStream(stream, { from: revision, direction: 'backwards', limit: 1 })) return event;
  return undefined;
}

/** «Đã ghi nhận bởi … lúc …», in the ledger's zone: whose record stands for a row that is not recorded again. */
export function recordedBy({ metadata }: RecordedEvent): ImportProblem {
  const { actor, recordedAt } = metadata as { readonly actor: { readonly user: string }; readonly recordedAt: string };
  const [day, clock] = ledgerTime(recordedAt).split('T') as [string, string];
  const time = clock.slice(0, 5);
  return { vi: `Đã ghi nhận bởi ${actor.user} lúc ${time} ngày ${day.split('-').reverse().join('/')}.`, en: `Recorded by ${actor.user} at ${day} ${time}.`, code: 'import.recorded-before' };
}
