export { explainDifference, type FigureMove, type ReportMoment } from './explain-difference';
export { FoldedLedger } from './folded-ledger';
export { mustFollow, ProjectionFold, type FoldStatus } from './projection-fold';
export { rowSteps, type ListMoment, type RowStep } from './row-steps';
