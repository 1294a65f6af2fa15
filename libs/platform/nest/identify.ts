import { OPERATOR_TOKEN_USER, SESSION_COOKIE, type Authenticator, type Authoriser, type SignedIn } from './authority';
import type { Identity, IdentifiedRequest } from './identity';
import { dayOf } from './ledger/clock';
import { Problem } from './problems/problem';

/** Who a page believes to be signed in: two of its windows share one cookie, and somebody else may have signed in at the other. */
const BELIEVED_USER_HEADER = 'ledger-signed-in-as';

type Identify = (request: IdentifiedRequest) => Identity | Promise<Identity>;

/** Recognises who sends a request, by its token; throws `Problem` 401 or 403. */
export function identifier(authenticator: Authenticator, authoriser: Authoriser): Identify {
  const actingAs = async (signedIn: SignedIn, user: string): Promise<Identity> => {
    if (!signedIn.operatorToken) throw new Problem(403, 'ledger.not-permitted');
    if (user === OPERATOR_TOKEN_USER) return { user, operator: true };
    const permit = await authoriser.permit({ user, roles: [], scope: {}, on: dayOf(Date.now()) });
    if (!permit.permitted) throw new Problem(403, permit.code, { user, ...permit.details });
    return { user, operator: false };
  };
  const identified = (request: IdentifiedRequest, signedIn: SignedIn | undefined): Identity | Promise<Identity> => {
    if (!signedIn) throw new Problem(401, 'ledger.not-signed-in');
    const believed = request.headers[BELIEVED_USER_HEADER];
    if (believed !== undefined && believed !== signedIn.user) throw new Problem(401, 'sign-in.somebody-else');
    const actAs = request.headers['ledger-act-as'];
    if (actAs !== undefined) return actingAs(signedIn, String(actAs));
    return { user: signedIn.user, operator: signedIn.operatorToken === true };
  };
  return (request) => {
    const token = tokenOf(request);
    if (token === undefined) throw new Problem(401, 'ledger.not-signed-in');
    const found = authenticator.authenticate(token);
    return found instanceof Promise ? found.then((signedIn) => identified(request, signedIn)) : identified(request, found);
  };
}

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/** The token a request carries: the bearer token, or else the session cookie. */
export function tokenOf(request: Pick<IdentifiedRequest, 'headers'>): string | undefined {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) return BEARER.exec(authorization)?.[1];
  const start = cookie === undefined ? -1 : `; ${cookie}`.indexOf(`; ${SESSION_COOKIE}=`);
  return start < 0 ? undefined : cookie!.slice(start + SESSION_COOKIE.length + 1).split(';', 1)[0];
}
