export * from './port';
export * from './event-rules';
export { ownStreams } from './own-streams';
export { BloomFilter } from './bloom-filter';
