export { explainDifference, type FigureMove, type ReportMoment } from './explain-difference';
export { FoldedLedger, type FoldStatus } from './folded-ledger';
export { rowSteps, type ListMoment, type RowStep } from './row-steps';
