export * from './back-dated';
export * from './days';
export * from './late-entry';
export * from './parameters';
export * from './reused-evidence';
export * from './same-person';
export * from './scan';
export * from './shown-by';
