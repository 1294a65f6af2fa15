export { APPEND_BYTES_MAX, openEsdbStore } from './store';
export type { EsdbStore, EsdbStoreOptions } from './store';
export { ParkEvent, type GroupOptions, type HandleEvent } from './consume-group';
export { isServerAddress } from './connection';
