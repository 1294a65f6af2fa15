import type { DynamicModule } from '@nestjs/common';
import { SIGNAL_READER, SignalController, type SignalReader } from './signal-controller';

export type { SignalReader } from './signal-controller';

class SignalsModule {}

/** Risk signals for inspectors. `SHELL` must be provided globally. */
export const signalsModule = (reader: SignalReader): DynamicModule => ({
  module: SignalsModule,
  controllers: [SignalController],
  providers: [{ provide: SIGNAL_READER, useValue: reader }],
});
