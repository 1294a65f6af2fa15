import type { Actor, Scope } from '@ledger/kit';
import type { FastifyRequest } from 'fastify';
import { OPERATOR, OPERATOR_TOKEN_USER, type Authoriser } from './authority';
import { dayOf, type Clock } from './ledger/clock';
import { Problem } from './problems/problem';

/** Who a request comes from. */
export interface Identity {
  readonly user: string;
  /** True for the operator's token without a named account: whoever can read it can read the data folder anyway. */
  readonly operator: boolean;
}

export type IdentifiedRequest = FastifyRequest & { identity?: Identity };

/** The actor of the operator's token. Its unit is the province. */
export const operatorActor: Actor = { user: OPERATOR_TOKEN_USER, role: OPERATOR, unit: '10' };

export function identityOf(request: IdentifiedRequest): Identity {
  if (!request.identity) throw new Problem(401, 'ledger.not-signed-in');
  return request.identity;
}

/** Throws unless the identity may act under one of the roles. The operator's token reads everything. */
export async function mustBePermitted(authoriser: Authoriser, clock: Clock, identity: Identity, roles: readonly string[], scope: Scope = {}): Promise<void> {
  if (identity.operator) return;
  const permit = await authoriser.permit({ user: identity.user, roles, scope, on: dayOf(clock.now()) });
  if (!permit.permitted) throw new Problem(403, permit.code, { ...permit.details });
}

/** Throws unless an operator asks. */
export const mustBeOperator = ({ authoriser, clock }: { readonly authoriser: Authoriser; readonly clock: Clock }, request: IdentifiedRequest): Promise<void> =>
  mustBePermitted(authoriser, clock, identityOf(request), [OPERATOR]);
