export * from './commands';
export * from './events';
export * from './program';
export * from './program-directory';
export { parentComponentOf, programOf } from './program-words';
