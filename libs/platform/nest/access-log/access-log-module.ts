import type { DynamicModule } from '@nestjs/common';
import type { AccessLog } from './access-log';
import { ACCESS_LOG, AccessLogController } from './access-log-controller';

class AccessLogModule {}

/** Reading the access log. `SHELL` must be provided globally; `logAccesses` fills it. */
export const accessLogModule = (log: AccessLog): DynamicModule => ({
  module: AccessLogModule,
  controllers: [AccessLogController],
  providers: [{ provide: ACCESS_LOG, useValue: log }],
});
