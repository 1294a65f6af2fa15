import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { EventStoreUnavailable } from '../port';

/** Version of the tables below; a file of a newer version is refused. */
export const FORMAT_VERSION = 2;
/** The format before: without the column `sent`, and with an index in place of the places. It is read as it is, and upgraded when it is opened for writing. */
const FORMAT_BEFORE = 1;
/** Marks the file as an event store of this ledger (SQLite's `application_id`): "LDGE". */
const APPLICATION_ID = 0x4c444745;
const DATABASE_FILE = 'events.db';
/** Pages in the write-ahead log before it is copied back: 64 MiB, so that pages touched often are copied once. */
const CHECKPOINT_PAGES = 16_384;
const PAGE_BYTES = 4_096;
/** Appends come to the same few pages: what a larger cache holds beside them is only further from the processor's own. */
const WRITER_CACHE_KIB = 8_192;
const BUSY_MS = 5_000;

// `placed` has one row: the position up to which `places` says where each stream's events lie; an append has one table to write.
// `sent` is NULL for the ledger's own events, 1 for JSON text as a client sent it, and else the packed bytes of data and metadata.
// Ids have no index of their own: repeats are found at the expected revision, or among the stream's latest events.
const PLACES = `
  CREATE TABLE places (stream INTEGER NOT NULL, revision INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (stream, revision)) STRICT, WITHOUT ROWID;
  CREATE TABLE placed (position INTEGER NOT NULL) STRICT;
`;
const TABLES = `
  CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    id BLOB NOT NULL,
    type TEXT NOT NULL,
    created INTEGER NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT NOT NULL,
    sent ANY
  ) STRICT;
  ${PLACES}
  INSERT INTO placed VALUES (0);
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${FORMAT_VERSION};
`;

// Rows without the column read as NULL.
const UPGRADE = `
  ALTER TABLE events ADD COLUMN sent ANY;
  ${PLACES}
  INSERT INTO places SELECT stream, revision, position FROM events ORDER BY stream, revision;
  INSERT INTO placed SELECT coalesce(max(position), 0) FROM events;
  DROP INDEX events_by_stream;
  PRAGMA user_version = ${FORMAT_VERSION};
`;
/** The format of a file without tables. */
const EMPTY = 0;

/** Opens the events of `folder` for writing, making them when there are none. `bytesMax` bounds the file (default: the disk). */
export function openForWriting(folder: string, bytesMax?: number): DatabaseSyncInstance {
  return guarded(folder, () => {
    mkdirSync(folder, { recursive: true });
    const db = new DatabaseSync(join(folder, DATABASE_FILE), { timeout: BUSY_MS });
    return closedOnError(db, () => {
      db.exec(`PRAGMA page_size = ${PAGE_BYTES}`);
      const format = checkFormat(db, folder);
      db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -${WRITER_CACHE_KIB}`);
      db.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}; PRAGMA journal_size_limit = ${2 * CHECKPOINT_PAGES * PAGE_BYTES}`);
      if (bytesMax !== undefined) db.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(bytesMax / PAGE_BYTES))}`);
      if (format === EMPTY) db.exec(`BEGIN IMMEDIATE; ${TABLES} COMMIT`);
      else if (format === FORMAT_BEFORE) db.exec(`BEGIN IMMEDIATE; ${UPGRADE} COMMIT`);
    });
  });
}

/** Opens the events of `folder` for reading only; they must exist. */
export function openForReading(folder: string): DatabaseSyncInstance {
  return guarded(folder, () => {
    const path = join(folder, DATABASE_FILE);
    if (!existsSync(path)) throw new EventStoreUnavailable(`no event store in ${folder}`);
    const db = new DatabaseSync(path, { readOnly: true, timeout: BUSY_MS });
    return closedOnError(db, () => {
      if (checkFormat(db, folder) === EMPTY) throw new EventStoreUnavailable(`no event store in ${folder}`);
      db.exec('PRAGMA cache_size = -32768; PRAGMA mmap_size = 0');
    });
  });
}

/** The error a caller of the store sees for whatever SQLite or the file system said. */
export function unavailable(what: string, error: unknown): EventStoreUnavailable {
  if (error instanceof EventStoreUnavailable) return error;
  return new EventStoreUnavailable(`${what}: ${(error as Error).message}`, { cause: error });
}

/** True once the file has the present format; a writer may upgrade it at any time. */
export const isUpgraded = (db: DatabaseSyncInstance): boolean => pragma(db, 'user_version') !== FORMAT_BEFORE;

/** The format of the file. */
function checkFormat(db: DatabaseSyncInstance, folder: string): number {
  const application = pragma(db, 'application_id');
  const version = pragma(db, 'user_version');
  if (application === APPLICATION_ID && (version === FORMAT_VERSION || version === FORMAT_BEFORE)) return version;
  if (application === APPLICATION_ID) {
    throw new EventStoreUnavailable(`the event store in ${folder} has format ${version}; this program knows format ${FORMAT_VERSION}`);
  }
  if (application === 0 && version === 0 && pragma(db, 'schema_version') === 0) return EMPTY;
  throw new EventStoreUnavailable(`${DATABASE_FILE} in ${folder} is not an event store`);
}

function pragma(db: DatabaseSyncInstance, name: string): number {
  return (db.prepare(`PRAGMA ${name}`).get() as Record<string, number>)[name] as number;
}

function closedOnError(db: DatabaseSyncInstance, use: () => void): DatabaseSyncInstance {
  try {
    use();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function guarded<T>(folder: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw unavailable(`cannot open the event store in ${folder}`, error);
  }
}
