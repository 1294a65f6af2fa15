/** Appends of both kinds come down to this: whole, checked, and handed to the store. */
import { AppendTooLarge, InvalidRequest } from '../call-failure';
import type { Caller, NodeContext } from '../call-context';
import type { AppendResult, ExpectedRevision, NodeEventToAppend } from '../node-store';

/** Events of one append, however small; beyond it a client's mistake. */
const EVENTS_MAX = 100_000;

/** The events of an append as they arrive, bounded before they are kept. */
export class ArrivingAppend {
  readonly events: NodeEventToAppend[] = [];
  private bytes = 0;

  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    private readonly bytesMax: number,
  ) {}

  /** Throws `AppendTooLarge` as soon as it is. */
  add(events: readonly NodeEventToAppend[]): void {
    for (const event of events) {
      this.bytes += event.data.length + event.metadata.length;
      if (this.bytes > this.bytesMax) throw new AppendTooLarge(this.bytesMax);
      if (this.events.length >= EVENTS_MAX) throw new InvalidRequest(`an append of more than ${EVENTS_MAX} events`);
      this.events.push(event);
    }
  }
}

/** Resolves when it is on disk. Rejects with `CallFailure` or what the store says. */
export async function append({ store, rules }: NodeContext, { stream, expected, events }: ArrivingAppend, caller: Caller): Promise<AppendResult> {
  if (events.length === 0) throw new InvalidRequest('an append without events');
  rules.checkAppend(stream, events, caller);
  return store.append(stream, events, expected);
}
