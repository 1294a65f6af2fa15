export { accountOf, accounts, isAllocated, isDisbursed, isLeft, isPlanned, pockets, type Account, type Movement } from './accounts';
export * from './commands';
export { fundsEvents, type FundsEvents, type FundsEventType } from './events';
export { citations, law } from './law';
export { line } from './line';
export { dimensionsOf, isWithin, nextYearsLine, planWindow, sameMoney, type LineDimensions } from './line-dimensions';
export { balanceOf, entriesOf, initialLine, leftIn, type Entry, type EntryStanding, type LineState } from './line-state';
export { isEcho, movementsOf, postingTypes } from './movements';
