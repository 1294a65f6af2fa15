import { Input } from 'antd';
import { useMemo, useState, type JSX } from 'react';
import { searchKey } from '@ledger/fields';
import { initialLine } from '@ledger/registers/funds/domain';
import type { Row } from '@ledger/ui/api/catalogue';
import { useList } from '@ledger/ui/api/queries';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { moneyUnits } from '@ledger/ui/money/money';
import { useMoneyUnit } from '@ledger/ui/money/unit-of-money';
import { useNames } from '@ledger/ui/names/names';
import { useRegisters } from '@ledger/ui/pages/registers';
import { shownMoney } from '@ledger/ui/table/shown';
import { usePermits } from '@ledger/ui/work/permits';
import { lineParts } from '../line-name';
import { NoOwnLines } from './no-own-lines';
import { paymentTexts } from './texts';

const LINES_MAX = 1_000;
const UNITS_MAX = 1_000;
const SHOWN_MAX = 30;

interface LineChoiceProps {
  /** The command for which it is chosen: only the lines that the person's role reaches are offered. */
  readonly command: string;
  readonly onChoose: (line: string) => void;
}

/** The lines that the person's role reaches, found by typing, each with what is left to spend. */
export function LineChoice({ command, onChoose }: LineChoiceProps): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const nameOf = useNames();
  const permits = usePermits();
  const { rule } = useRegisters().commandOf(command)!;
  const [typed, setTyped] = useState('');
  const { data, error, refetch } = useList('funds/lines', { order: '-planYear', limit: LINES_MAX }, {});
  // How far a role reaches is known once the units are.
  const { data: units } = useList('territory/units', { limit: UNITS_MAX }, {});
  const lines = useMemo(() => (data?.rows ?? [])
    .filter((row) => permits(rule.roles, rule.scope({ line: row['line'] }, initialLine)).permitted)
    .map((row) => ({ row, parts: lineParts(String(row['line']), language, nameOf) }))
    .map(({ row, parts }) => ({ row, parts, key: searchKey(parts.join(' ')) })), [data, permits, rule, language, nameOf]);
  const words = searchKey(typed).split(' ').filter((word) => word !== '');
  const found = lines.filter(({ key }) => words.every((word) => key.includes(word)));
  if (error) return <ErrorNotice error={error} again={() => void refetch()} />;
  if (!data || !units) return <Loading />;
  if (lines.length === 0) return <NoOwnLines lines={data.rows} units={units.rows} makers={rule.roles} />;
  return (
    <>
      <label className="lg-field"><strong>{say(paymentTexts.searchLine)}</strong><Input autoFocus value={typed} onChange={(event) => setTyped(event.target.value)} /></label>
      {found.length === 0 && <p role="status">{say(paymentTexts.noLines)}</p>}
      <ul className="lg-choices">
        {found.slice(0, SHOWN_MAX).map(({ row, parts }) => <LineCard key={String(row['line'])} row={row} parts={parts} onChoose={onChoose} />)}
      </ul>
      {found.length > SHOWN_MAX && <p className="lg-quiet">{say(paymentTexts.moreLines)}</p>}
    </>
  );
}

function LineCard({ row, parts, onChoose }: Pick<LineChoiceProps, 'onChoose'> & { readonly row: Row; readonly parts: readonly string[] }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const [component, ...rest] = parts;
  // What is committed can be spent too, by naming the commitment.
  const { text, exact } = shownMoney(BigInt(String(row['allocated'])) + BigInt(String(row['committed'])), language, unit);
  return (
    <li>
      <button type="button" onClick={() => onChoose(String(row['line']))}>
        <span><strong>{component}</strong><br /><span className="lg-quiet">{rest.join(' · ')}</span></span>
        <span className="lg-number" title={exact}><span className="lg-quiet">{say(paymentTexts.free)}</span><br /><strong>{text}</strong> <span className="lg-quiet">{say(moneyUnits[unit].label)}</span></span>
      </button>
    </li>
  );
}
