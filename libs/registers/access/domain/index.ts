export * from './account';
export * from './commands';
export * from './events';
export * from './grants';
export * from './permit';
export * from './roles';
