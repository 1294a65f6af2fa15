import { Inject, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AUTHENTICATOR, AUTHORISER, OPERATOR_TOKEN_USER, SESSION_COOKIE, type Authenticator, type Authoriser, type SignedIn } from './authority';
import type { IdentifiedRequest } from './identity';
import { dayOf } from './ledger/clock';
import { Problem } from './problems/problem';

const OPEN = 'ledger:open';

/** Marks what may be asked without signing in. */
export const Open = () => SetMetadata(OPEN, true);

/** Recognises who asks; everything but what is marked `@Open()` needs a token. */
@Injectable()
export class SignInGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
    @Inject(AUTHORISER) private readonly authoriser: Authoriser,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean>(OPEN, [context.getHandler(), context.getClass()])) return true;
    const request = context.switchToHttp().getRequest<IdentifiedRequest>();
    const token = tokenOf(request);
    if (token === undefined) throw new Problem(401, 'ledger.not-signed-in');
    const found = this.authenticator.authenticate(token);
    if (found instanceof Promise) return found.then((signedIn) => this.identify(request, signedIn));
    return this.identify(request, found);
  }

  private identify(request: IdentifiedRequest, signedIn: SignedIn | undefined): boolean | Promise<boolean> {
    if (!signedIn) throw new Problem(401, 'ledger.not-signed-in');
    const actAs = request.headers['ledger-act-as'];
    if (actAs !== undefined) return this.actAs(request, signedIn, String(actAs));
    request.identity = { user: signedIn.user, operator: signedIn.operatorToken === true };
    return true;
  }

  private async actAs(request: IdentifiedRequest, signedIn: SignedIn, user: string): Promise<boolean> {
    if (!signedIn.operatorToken) throw new Problem(403, 'ledger.not-permitted');
    if (user === OPERATOR_TOKEN_USER) {
      request.identity = { user, operator: true };
      return true;
    }
    const permit = await this.authoriser.permit({ user, roles: [], scope: {}, on: dayOf(Date.now()) });
    if (!permit.permitted) throw new Problem(403, permit.code, { user, ...permit.details });
    request.identity = { user, operator: false };
    return true;
  }
}

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/** The token a request carries: the bearer token, or else the session cookie. */
export function tokenOf(request: IdentifiedRequest): string | undefined {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) return BEARER.exec(authorization)?.[1];
  const start = cookie === undefined ? -1 : `; ${cookie}`.indexOf(`; ${SESSION_COOKIE}=`);
  return start < 0 ? undefined : cookie!.slice(start + SESSION_COOKIE.length + 1).split(';', 1)[0];
}
