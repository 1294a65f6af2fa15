export * from './port';
export * from './event-rules';
