import type { EventStore } from '@ledger/platform/event-store';
import type { Receipt } from './order';

/** The receipt of a command whose stream is known; undefined when the stream holds nothing of it. */
export async function findInStream(store: EventStore, stream: string, commandId: string): Promise<Receipt | undefined> {
  const events: { id: string; type: string }[] = [];
  let last = { revision: -1n, position: -1n };
  for await (const batch of store.readStream(stream)) {
    for (const event of batch) {
      if (event.metadata.commandId !== commandId) continue;
      events.push({ id: event.id, type: event.type });
      last = { revision: event.revision, position: event.position };
    }
  }
  return events.length === 0 ? undefined : { stream, ...last, events, commandId, hit: true };
}
