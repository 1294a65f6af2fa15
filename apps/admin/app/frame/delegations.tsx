import type { JSX } from 'react';
import { rolesInWords } from '@ledger/registers/access/domain';
import { useSession, type HeldRole } from '@ledger/ui/api/session';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useNames } from '@ledger/ui/names/names';
import { shownDay } from '@ledger/ui/table/shown';
import { texts } from '../texts';
import './delegations.css';

type Lent = HeldRole & { readonly lentBy: string };

const isLent = (held: HeldRole): held is Lent => held.lentBy !== undefined;
/** A lent role that one holds oneself as far is never used. */
const isNeeded = (lent: Lent, own: readonly HeldRole[]): boolean =>
  !own.some(({ role, unit, program }) => role === lent.role && unit === lent.unit && (program === undefined || program === lent.program));

/** For whom the signed-in official may act, on what and until when. Nothing, when no role is lent to them. */
export function Delegations(): JSX.Element | null {
  const say = useSay();
  const { me } = useSession();
  const held = me?.roles ?? [];
  const lent = held.filter(isLent).filter((each) => isNeeded(each, held.filter((other) => !isLent(other))));
  if (lent.length === 0) return null;
  return <aside className="lg-delegations" aria-label={say(texts.delegations)}><ul>{lent.map((each) => <Delegation key={`${each.lentBy} ${each.role} ${each.unit} ${each.program ?? ''} ${each.from}`} lent={each} />)}</ul></aside>;
}

function Delegation({ lent: { lentBy, lenderName, role, unit, program, until } }: { readonly lent: Lent }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const nameOf = useNames();
  const where = [nameOf('unit-code', unit) ?? unit, program === undefined ? say(texts.allPrograms) : (nameOf('program-code', program) ?? program)].join(', ');
  return (
    <li>
      {say(texts.actingFor, {
        lender: lenderName === undefined ? lentBy : `${lenderName} (${lentBy})`,
        role: say(rolesInWords([role])),
        where,
        until: until === undefined ? '' : shownDay(until, language),
      })}
    </li>
  );
}
