export * from './commands';
export * from './events';
export * from './kinds';
export * from './unit';
export * from './unit-directory';
