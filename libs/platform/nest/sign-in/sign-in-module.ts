import type { DynamicModule } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import type { LiveTables } from './live-tables';
import { LIVE_TABLES, OwnAccessInterceptor } from './own-access-interceptor';
import { SameOriginGuard } from './same-origin-guard';
import { SIGN_IN, SignInController, type SignInSettings } from './sign-in-controller';

class SignInModule {}

/** Signing in and out, one's own profile and passwords. `SHELL` must be provided globally. */
export const signInModule = (settings: SignInSettings, tables: LiveTables): DynamicModule => ({
  module: SignInModule,
  controllers: [SignInController],
  providers: [
    { provide: SIGN_IN, useValue: settings },
    { provide: LIVE_TABLES, useValue: tables },
    { provide: APP_GUARD, useClass: SameOriginGuard },
    { provide: APP_INTERCEPTOR, useClass: OwnAccessInterceptor },
  ],
});
