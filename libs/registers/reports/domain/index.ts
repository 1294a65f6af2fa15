export * from './commands';
export * from './events';
export * from './manifest';
export * from './manifest-fields';
