import { mkdirSync } from 'node:fs';
import type { Register } from '@ledger/kit';
import type { Configuration } from '@ledger/platform/configuration';
import type { EventStore } from '@ledger/platform/event-store';
import { openEmbeddedStore } from '@ledger/platform/event-store/embedded';
import { OfficeStore } from '@ledger/platform/office-store';
import type { ReadStore } from '@ledger/platform/read-store';
import { eventsOf, openServerStore } from '../worker/event-source';
import { openReadStore } from '../worker/projections';
import { Closings } from './closings';
import { lockFolder, mustBeItsEvents, mustBeWritable, mustHoldItsEvents, mustNotHaveLostEvents, unusableReadStore } from './data-folder';

export interface Stores {
  /** Everything the event store holds, other programs' streams included; the embedded one can do more, see `EmbeddedStore`. */
  readonly events: EventStore;
  /** The same store as the ledger reads it: the registers' events alone. */
  readonly ledgerEvents: EventStore;
  readonly office: OfficeStore;
  readonly reads: ReadStore;
  close(): Promise<void>;
}

/** Opens the three stores of a data folder, the event store first: the folder has one writer. Refuses a folder that has lost events. On an error none stays open. */
export async function openStores(configuration: Configuration, registers: readonly Register[]): Promise<Stores> {
  const { data } = configuration;
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const opened = new Closings();
  return opened.orClose(async () => {
    mustBeWritable(data);
    const events = await openEvents(configuration, opened);
    const ledgerEvents = eventsOf(registers, events);
    const office = OfficeStore.open(data);
    opened.push(() => office.close());
    const reads = await openTables(configuration, registers);
    opened.push(() => reads.close());
    await mustNotHaveLostEvents(configuration, events, reads);
    await mustBeItsEvents(configuration, ledgerEvents, reads);
    return { events, ledgerEvents, office, reads, close: () => opened.close() };
  });
}

async function openEvents({ data, eventStore }: Configuration, opened: Closings): Promise<EventStore> {
  if (eventStore === 'embedded') mustHoldItsEvents(data);
  // The embedded store takes the folder itself.
  else opened.push(lockFolder(data));
  const events = eventStore === 'embedded' ? await openEmbeddedStore({ folder: data }) : await openServerStore(eventStore);
  opened.push(() => events.close());
  return events;
}

async function openTables(configuration: Configuration, registers: readonly Register[]): Promise<ReadStore> {
  try {
    return await openReadStore(configuration, registers);
  } catch (error) {
    throw unusableReadStore(configuration.data, error);
  }
}
