import type { DynamicModule } from '@nestjs/common';
import { AuditController } from './audit-controller';
import { AuditOperationsController } from './audit-operations-controller';
import { BundleController } from './bundle-controller';
import { PUBLISHED_LOG, type PublishedLog } from './published-log';
import { StoredEventController } from './stored-event-controller';

class AuditModule {}

/** The log's publication, and what operators see of it. `SHELL` must be provided globally. */
export const auditModule = (log: PublishedLog): DynamicModule => ({
  module: AuditModule,
  controllers: [AuditController, AuditOperationsController, BundleController, StoredEventController],
  providers: [{ provide: PUBLISHED_LOG, useValue: log }],
});
