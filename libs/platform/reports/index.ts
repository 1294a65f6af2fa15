export { codeVersion } from './code-version';
export { treeUpTo, type KnownTree } from './known-tree';
export { decodeParameters, outputHashOf, outputOf, runReport, type ReportQuestion, type ReportRun } from './report-run';
export { reportSheet } from './report-sheet';
export { NotReproducible, projectionList, reproduce, type Reproduction, type ReproductionParts } from './reproduce';
