import { useMemo } from 'react';
import { ancestorsIn, permit, rolesInWords, type AccessBook } from '@ledger/registers/access/domain';
import type { Row } from '@ledger/ui/api/catalogue';
import { useCatalogue, useList } from '@ledger/ui/api/queries';
import { useSession, type Profile } from '@ledger/ui/api/session';
import type { Permits, Permitted } from '@ledger/ui/work/permits';

const UNITS_MAX = 1_000;

const unitsIn = (rows: readonly Row[]): readonly { readonly code: string; readonly parent?: string }[] =>
  rows.map(({ code, parent }) => ({ code: String(code), ...(typeof parent === 'string' ? { parent } : {}) }));

function bookOf(me: Profile | undefined, units: readonly Row[]): AccessBook {
  const ancestors = ancestorsIn(unitsIn(units));
  return {
    account: (user) => (me?.user === user ? { displayName: me.displayName, disabled: false } : undefined),
    disabled: [],
    // What others have lent is in force as well: the server has said so.
    grantsOf: () => me?.roles ?? [],
    delegationsTo: () => [],
    ancestorsOf: () => ancestors,
  };
}

/** Roles by their names, not by their codes. */
const inWords = (answer: Permitted, roles: readonly string[]): Permitted =>
  answer.permitted ? answer : { ...answer, details: { ...answer.details, roles: rolesInWords(roles) } };

/** Asks the access register's own rule about the signed-in person's roles and the units as they are today. */
export function useOwnPermits(): Permits {
  const { me } = useSession();
  const { data: catalogue } = useCatalogue();
  const { data } = useList('territory/units', { limit: UNITS_MAX }, {}, me !== undefined);
  return useMemo(() => {
    const book = bookOf(me, data?.rows ?? []);
    const on = catalogue?.today ?? '';
    return (roles, scope) => inWords(permit(book, { user: me?.user ?? '', roles, scope, on }), roles);
  }, [me, data, catalogue]);
}
