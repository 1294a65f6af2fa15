export { evidenceMessages } from './messages';
export { evidenceModule } from './evidence-module';
export { mustHaveEvidence } from './evidence-problems';
