import { mkdirSync } from 'node:fs';
import type { Register } from '@ledger/kit';
import type { Configuration } from '@ledger/platform/configuration';
import { openEmbeddedStore, type EmbeddedStore } from '@ledger/platform/event-store/embedded';
import { OfficeStore } from '@ledger/platform/office-store';
import type { ReadStore } from '@ledger/platform/read-store';
import { openReadStore } from '../worker/projections';
import { mustBeWritable, mustHoldItsEvents, mustNotHaveLostEvents, unusableReadStore } from './data-folder';

export interface Stores {
  readonly events: EmbeddedStore;
  readonly office: OfficeStore;
  readonly reads: ReadStore;
  close(): Promise<void>;
}

/** Opens the three stores of a data folder, the event store first: it refuses a second writer. Refuses a folder that has lost events. On an error none stays open. */
export async function openStores(configuration: Configuration, registers: readonly Register[]): Promise<Stores> {
  const { data } = configuration;
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const opened: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const closing of opened.splice(0).reverse()) await closing();
  };
  try {
    mustBeWritable(data);
    mustHoldItsEvents(data);
    const events = await openEmbeddedStore({ folder: data });
    opened.push(() => events.close());
    const office = OfficeStore.open(data);
    opened.push(() => office.close());
    const reads = await openTables(configuration, registers);
    opened.push(() => reads.close());
    await mustNotHaveLostEvents(data, events, reads);
    return { events, office, reads, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openTables(configuration: Configuration, registers: readonly Register[]): Promise<ReadStore> {
  try {
    return await openReadStore(configuration, registers);
  } catch (error) {
    throw unusableReadStore(configuration.data, error);
  }
}
