/** The one thread that writes: groups of appends in, what became of them out, never before they are on disk. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { Appender } from './appender';
import { openForWriting, unavailable } from './database';
import type { Group, WriterMessage, WriterSettings } from './group';

const port = parentPort as MessagePort;
const { folder, bytesMax } = workerData as WriterSettings;

let db: DatabaseSyncInstance | undefined;
let appender: Appender | undefined;

const tell = (message: WriterMessage): void => port.postMessage(message);

function open(): Appender {
  db = openForWriting(folder, bytesMax);
  try {
    return new Appender(db);
  } catch (error) {
    throw unavailable(`cannot open the event store in ${folder}`, error);
  }
}

function close(): void {
  appender = undefined;
  if (db?.isOpen) db.close();
}

/** Leaves everything in the one database file. Closing does not: statements keep a closed connection alive until they are collected. */
function foldLog(): void {
  try {
    db?.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // What is in the log is as durable as what is in the file.
  }
}

function write(group: Group): WriterMessage {
  try {
    appender ??= open();
    return { kind: 'done', outcomes: appender.write(group) };
  } catch (error) {
    if (appender?.broken) close();
    return { kind: 'failed', message: (error as Error).message };
  }
}

port.on('message', (group: Group | 'close') => {
  if (group !== 'close') return tell(write(group));
  if (appender !== undefined) foldLog();
  close();
  port.close();
});

try {
  appender = open();
  tell({ kind: 'ready' });
} catch (error) {
  tell({ kind: 'refused', message: (error as Error).message });
  port.close();
}
