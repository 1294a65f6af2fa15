import type { Register } from '@ledger/kit';
import { ownStreams, type EventStore } from '@ledger/platform/event-store';
import { openEmbeddedReader } from '@ledger/platform/event-store/embedded';

/** How often the embedded store is looked at for events that another thread or process has appended. */
const POLL_MS = 10;

export interface EventSourceSettings {
  /** The data folder. */
  readonly data: string;
  /** `embedded`, or the address of a server. */
  readonly eventStore: string;
}

/** A server's event store; its client is loaded only when there is one. */
export async function openServerStore(address: string): Promise<EventStore> {
  const { openEsdbStore } = await import('@ledger/platform/event-store/esdb');
  return openEsdbStore({ address });
}

/** The registers' events for reading, beside whoever writes them. */
export async function openEventSource({ data, eventStore }: EventSourceSettings, registers: readonly Register[]): Promise<EventStore> {
  const store = eventStore === 'embedded' ? await openEmbeddedReader({ folder: data, pollMs: POLL_MS }) : await openServerStore(eventStore);
  return eventsOf(registers, store);
}

/** Of a store, the events of these registers. */
export const eventsOf = (registers: readonly Register[], store: EventStore): EventStore => ownStreams(store, registers.map(({ name }) => name));
