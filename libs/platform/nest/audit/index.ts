export { auditMessages } from './messages';
export { auditModule } from './audit-module';
export { sealerJson, sealingPart } from './audit-operations-controller';
export { isWithin, PUBLISHED_LOG, type PublishedLog } from './published-log';
