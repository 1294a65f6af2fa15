export * from './commands';
export * from './commune';
export * from './criteria-set';
export { criterionGroup, criterionNumber, indicatorCode, outcome, setCode, setLevel, type Outcome } from './criteria-words';
export * from './events';
