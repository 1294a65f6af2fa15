import { Inject, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AUTHENTICATOR, AUTHORISER, type Authenticator, type Authoriser } from './authority';
import { identifier } from './identify';
import type { Identity, IdentifiedRequest } from './identity';

const OPEN = 'ledger:open';

/** Marks what may be asked without signing in. */
export const Open = () => SetMetadata(OPEN, true);

/** Recognises who asks; everything but what is marked `@Open()` needs a token. */
@Injectable()
export class SignInGuard implements CanActivate {
  private readonly identify: ReturnType<typeof identifier>;

  constructor(
    private readonly reflector: Reflector,
    @Inject(AUTHENTICATOR) authenticator: Authenticator,
    @Inject(AUTHORISER) authoriser: Authoriser,
  ) {
    this.identify = identifier(authenticator, authoriser);
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean>(OPEN, [context.getHandler(), context.getClass()])) return true;
    const request = context.switchToHttp().getRequest<IdentifiedRequest>();
    const accept = (identity: Identity): boolean => {
      request.identity = identity;
      return true;
    };
    const found = this.identify(request);
    return found instanceof Promise ? found.then(accept) : accept(found);
  }
}
