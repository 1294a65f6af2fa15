export { openEmbeddedReader, openEmbeddedStore } from './store';
export type { EmbeddedReaderOptions, EmbeddedStore, EmbeddedStoreOptions, StoredEvents } from './store';
export type { RawEvent, StoredEvent } from './event-rows';
export { StreamDeleted, TOMBSTONE_REVISION, TOMBSTONED, unpack } from './raw-events';
export type { SentEvent } from './raw-events';
export { parseMetadata } from './stream-metadata';
export type { StreamMetadata } from './stream-metadata';
export { lockForWriting, type WriterLock } from './writer-lock';
export { StoredRows, type StoredRow } from './stored-rows';
