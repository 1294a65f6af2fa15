import { assessments } from './criteria/assessments';
import type { DemoEvidence } from './criteria/criteria-sheets';
import { irregularPapers } from './irregular';

/** The papers that the demo's events name by their hashes: one sheet per commune and year, and those shared on purpose. */
export const demoEvidence = (): readonly DemoEvidence[] => [...assessments().map(({ evidence }) => evidence), ...irregularPapers()];
