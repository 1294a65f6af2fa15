import type { DynamicModule } from '@nestjs/common';
import { SIGN_IN, SignInController, type SignInSettings } from './sign-in-controller';

class SignInModule {}

/** Signing in and out, one's own profile and passwords. `SHELL` must be provided globally. */
export const signInModule = (settings: SignInSettings): DynamicModule => ({
  module: SignInModule,
  controllers: [SignInController],
  providers: [{ provide: SIGN_IN, useValue: settings }],
});
