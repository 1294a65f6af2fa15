export { openEmbeddedReader, openEmbeddedStore } from './store';
export type { EmbeddedReaderOptions, EmbeddedStore, EmbeddedStoreOptions } from './store';
export type { RawEvent } from './event-rows';
export { StreamDeleted, TOMBSTONE_REVISION } from './raw-events';
