import type { EvidenceStore } from '@ledger/platform/evidence';
import { identityOf, mustBePermitted, operatorActor, type IdentifiedRequest } from '../identity';
import { dayOf } from '../ledger/clock';
import { Problem } from '../problems/problem';
import type { Shell } from '../shell';

const UPLOADERS = ['officer', 'program', 'finance', 'checker', 'approver', 'inspector', 'operator'];
const READERS = ['inspector', 'checker', 'approver', 'finance', 'program'];
/** Reads what was brought for the own unit, or one below it. */
const OWN_UNIT = ['officer'];

/** Who brings a file, and for which unit; throws 403 for those who may not. */
export async function uploaderOf({ authoriser, clock }: Shell, request: IdentifiedRequest): Promise<{ readonly username: string; readonly unit: string }> {
  const { user, operator } = identityOf(request);
  if (operator) return { username: user, unit: operatorActor.unit };
  const permit = await authoriser.permit({ user, roles: UPLOADERS, scope: {}, on: dayOf(clock.now()) });
  if (!permit.permitted) throw new Problem(403, permit.code, { ...permit.details });
  return { username: user, unit: permit.unit };
}

/** Throws 403 unless the file may be read: by role, or by an officer for whose unit it was brought. */
export async function mustBeReader(shell: Shell, store: EvidenceStore, request: IdentifiedRequest, sha256: string): Promise<void> {
  const identity = identityOf(request);
  if (identity.operator) return;
  const question = { user: identity.user, on: dayOf(shell.clock.now()) };
  for (const { unit } of store.records(sha256)) {
    if ((await shell.authoriser.permit({ ...question, roles: OWN_UNIT, scope: { unit } })).permitted) return;
  }
  await mustBePermitted(shell.authoriser, shell.clock, identity, READERS);
}
