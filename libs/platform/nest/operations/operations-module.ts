import type { DynamicModule } from '@nestjs/common';
import { NodeController } from './node-controller';
import { OPERATIONS, type OperationsParts } from './operations-parts';
import { SessionController } from './session-controller';
import { StatusController } from './status-controller';

class OperationsModule {}

/** Sessions, the event node and the state of the process, for operators; its parts, for metrics. `SHELL` must be provided globally. */
export const operationsModule = (parts: OperationsParts): DynamicModule => ({
  module: OperationsModule,
  controllers: [SessionController, NodeController, StatusController],
  providers: [{ provide: OPERATIONS, useValue: parts }],
  exports: [OPERATIONS],
});
