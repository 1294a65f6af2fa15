import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import type { JSX } from 'react';
import { ancestorsIn, rolesInWords } from '@ledger/registers/access/domain';
import type { Row, RowGroup } from '@ledger/ui/api/catalogue';
import { useTotals } from '@ledger/ui/api/queries';
import { useSession, type HeldRole } from '@ledger/ui/api/session';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { useNames } from '@ledger/ui/names/names';
import { pageAddress } from '@ledger/ui/register/web-page';
import { shownNumber } from '@ledger/ui/table/shown';
import { paymentTexts } from './texts';

interface NoOwnLinesProps {
  readonly units: readonly Row[];
  /** The roles that may prepare a payment on a line they reach. */
  readonly makers: readonly string[];
}

/** The units above somebody's own that hold lines, the nearest first. */
function holdersAbove(own: readonly HeldRole[], lines: readonly RowGroup[], units: readonly Row[]): readonly { readonly holder: string; readonly count: number }[] {
  const above = ancestorsIn(units.map(({ code, parent }) => ({ code: String(code), ...(typeof parent === 'string' ? { parent } : {}) })));
  const holders = [...new Set(own.flatMap(({ unit }) => above(unit)))];
  return holders.map((holder) => ({ holder, count: lines.find((group) => group['holder'] === holder)?.rows ?? 0 })).filter(({ count }) => count > 0);
}

/** Why there is no line to choose, who holds those of the units above, who prepares their payments, and where to go from here. */
export function NoOwnLines({ units, makers }: NoOwnLinesProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const nameOf = useNames();
  const { me } = useSession();
  const own = (me?.roles ?? []).filter(({ role }) => makers.includes(role));
  const unitName = (code: string): string => nameOf('unit-code', code) ?? code;
  const reach = [...new Set(own.map(({ unit, program }) => unitName(unit) + (program === undefined ? '' : ` (${nameOf('program-code', program) ?? program})`)))].join(', ');
  const held = holdersAbove(own, useTotals('funds/lines', { by: 'holder' }, {}).data?.groups ?? [], units);
  return (
    <Alert type="info" showIcon role="status" title={say(paymentTexts.noOwnLines, { reach })} description={(
      <>
        <p>{say(held.length > 0 ? paymentTexts.heldAbove : paymentTexts.noneAbove)}</p>
        <ul>{held.map(({ holder, count }) => (
          <li key={holder}>
            <strong>{unitName(holder)}</strong>: <Link to="/registers/$register/$table" params={{ register: 'funds', table: 'lines' }} search={{ holder }}>{say(paymentTexts.linesHeld, { count: shownNumber(count, language) })}</Link>
            {' · '}<Link to={pageAddress('funds', 'payments')} search={{ holder }}>{say(paymentTexts.paymentsOf, { holder: unitName(holder) })}</Link>
          </li>
        ))}</ul>
        <p>{say(paymentTexts.whoPrepares, { roles: rolesInWords(makers)[language] })}</p>
        <p><Link to={pageAddress('funds', 'payments')}>{say(paymentTexts.toAllPayments)}</Link></p>
      </>
    )} />
  );
}
