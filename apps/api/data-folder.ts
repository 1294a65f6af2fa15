import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from '@ledger/platform/configuration';
import type { EventStore } from '@ledger/platform/event-store';
import { lockForWriting } from '@ledger/platform/event-store/embedded';
import type { ReadStore } from '@ledger/platform/read-store';
import { StartFailure } from './start-failure';

/** Files that are made only after the event store, so that where one is, events must be. */
const MADE_AFTER_EVENTS = ['office.db', 'read-store.sqlite'];

/** Throws the file system's own error, EROFS or EACCES, where SQLite would only say that it cannot open a file. */
export const mustBeWritable = (folder: string): void => accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);

/**
 * Refuses a folder whose `events.db` is gone or empty although it has held a ledger:
 * to go on would begin another ledger under its name. Ask before opening the event store, which makes one.
 */
export function mustHoldItsEvents(folder: string): void {
  const file = join(folder, 'events.db');
  if (existsSync(file) && statSync(file).size > 0) return;
  const left = MADE_AFTER_EVENTS.find((name) => existsSync(join(folder, name)));
  if (left === undefined) return;
  throw new StartFailure(`${folder} holds ${left} but no events: events.db is missing or empty. Restore it from a backup; for a new ledger use an empty folder`);
}

/** Takes a folder whose events are on a server, so that one process issues commands from it; answers how to let go. */
export function lockFolder(folder: string): () => void {
  try {
    const lock = lockForWriting(folder);
    return () => lock.release();
  } catch (error) {
    throw new StartFailure(`another process keeps the ledger of ${folder}`, { cause: error });
  }
}

type Place = Pick<Configuration, 'data' | 'eventStore'>;

/** Refuses an event store that ends before what the tables have read from it: an older copy, or one without its last events. */
export async function mustNotHaveLostEvents({ data, eventStore }: Place, events: EventStore, reads: ReadStore): Promise<void> {
  const head = await events.head();
  const read = [...(await reads.checkpoints()).values()].reduce((most, position) => (position > most ? position : most), 0n);
  if (read <= head) return;
  const store = eventStore === 'embedded' ? `the event store in ${data}` : 'the event store at LEDGER_EVENT_STORE';
  const mended = eventStore === 'embedded' ? 'Restore events.db (with its -wal file); if what it holds is all there is, delete read-store.sqlite, which is filled again' : `Name the server that holds them, or use an empty folder instead of ${data}`;
  throw new StartFailure(`${store} ends at position ${head}, but the tables have read up to ${read}: events are missing. ${mended}`);
}

/** Refuses tables that were filled from other events: positions mean nothing in another store. */
export async function mustBeItsEvents({ data }: Place, ledgerEvents: EventStore, reads: ReadStore): Promise<void> {
  const begun = await reads.firstPosition();
  if (begun === undefined) return;
  for await (const [first] of ledgerEvents.readAll({ limit: 1 })) {
    const { commandId } = first!.metadata;
    const isKnown = first!.position === begun && (typeof commandId !== 'string' || (await reads.findCommand(commandId)) !== undefined);
    if (isKnown) return;
    throw new StartFailure(`the tables in ${data} were filled from another event store than LEDGER_EVENT_STORE names: use the folder with its own store, or delete read-store.sqlite, which is filled again`);
  }
}

/** What is said of a read store that cannot be opened. Its tables are made from the events, so that nothing is lost with it. */
export function unusableReadStore(folder: string, error: unknown): unknown {
  const { code, message } = error as { readonly code?: string; readonly message: string };
  if (code !== 'ERR_SQLITE_ERROR') return error;
  return new StartFailure(`the tables in ${folder} cannot be opened: ${message}. If read-store.sqlite is damaged, delete it and its -wal and -shm files: it is filled again from the events`);
}
