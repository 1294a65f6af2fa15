import { assessments } from './criteria/assessments';
import type { DemoEvidence } from './criteria/criteria-sheets';

/** The papers that the demo's events name by their hashes: one sheet per commune and year. */
export const demoEvidence = (): readonly DemoEvidence[] => assessments().map(({ evidence }) => evidence);
