import type { EventStore, RecordedEvent } from '@ledger/platform/event-store';
import type { ImportProblem } from '@ledger/platform/office-store';
import type { Receipt } from '../ledger/order';

const ZONE = 'Asia/Ho_Chi_Minh';
const written = (instant: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone: ZONE, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }).format(new Date(instant));

/** The last event of a command that was recorded before, with who recorded it and when. */
export async function recordedEvent(store: EventStore, { stream, revision }: Receipt): Promise<RecordedEvent | undefined> {
  for await (const [event] of store.readStream(stream, { from: revision, direction: 'backwards', limit: 1 })) return event;
  return undefined;
}

/** «Đã ghi nhận bởi … lúc …», in the ledger's zone: whose record stands for a row that is not recorded again. */
export function recordedBy({ metadata }: RecordedEvent): ImportProblem {
  const { actor, recordedAt } = metadata as { readonly actor: { readonly user: string }; readonly recordedAt: string };
  const [time, day] = written(recordedAt, 'vi-VN').split(' ') as [string, string];
  return { vi: `Đã ghi nhận bởi ${actor.user} lúc ${time} ngày ${day}.`, en: `Recorded by ${actor.user} at ${written(recordedAt, 'en-GB').replace(', ', ' ')}.`, code: 'import.recorded-before' };
}
