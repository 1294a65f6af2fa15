export { explainDifference, type FigureMove, type ReportMoment } from './explain-difference';
export { FoldedLedger, type FoldStatus } from './folded-ledger';
