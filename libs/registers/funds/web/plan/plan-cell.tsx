import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useState, type JSX } from 'react';
import type { Row } from '@ledger/ui/api/catalogue';
import { useList } from '@ledger/ui/api/queries';
import { holdsOneOf, useSession } from '@ledger/ui/api/session';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { correctionAddress } from '@ledger/ui/correction/correction';
import { StreamHistory } from '@ledger/ui/history/stream-history';
import { useSay } from '@ledger/ui/language/language';
import { useMoment } from '@ledger/ui/moment/moment';
import { useRegisters } from '@ledger/ui/pages/registers';
import { uiTexts } from '@ledger/ui/texts';
import { Facts } from '@ledger/ui/work/facts';
import { columnsOf, useTable } from '@ledger/ui/work/use-table';
import { useLineName } from '../line-name';
import { planTexts } from './texts';

const BALANCES = ['funded', 'assigned', 'inTransit', 'allocated', 'committed', 'advanced', 'expended', 'carriedForward', 'cancelled', 'returned'];
const acts = [['AllocateFunds', 'allocate'], ['AdjustCapitalPlan', 'adjust'], ['ReallocateFunds', 'reallocate']] as const;

interface PlanCellProps {
  /** `holder|source|type`; undefined: nothing is open. */
  readonly cell: string | undefined;
  readonly year: string | undefined;
  readonly program: string | undefined;
  readonly onClose: () => void;
}

/** The fund lines behind a cell: balances, what may be recorded about each, and how each came about. */
export function PlanCell({ cell, year, program, onClose }: PlanCellProps): JSX.Element {
  const say = useSay();
  const { knownAt } = useMoment();
  const [holder, source, capitalType] = cell?.split('|') ?? [];
  const { data, error } = useList('funds/lines', { planYear: year, program, holder, source, capitalType, order: 'component', limit: 100 }, { knownAt }, cell !== undefined);
  return (
    <Drawer open={cell !== undefined} onClose={onClose} size="min(48rem, 100vw)" title={<h2 className="lg-drawer-title">{say(planTexts.lines)}</h2>} destroyOnHidden closable={{ 'aria-label': say(uiTexts.close) }}>
      {error ? <ErrorNotice error={error} /> : data ? data.rows.map((row) => <LineOfCell key={String(row['line'])} row={row} alone={data.rows.length === 1} />) : <Loading />}
    </Drawer>
  );
}

function LineOfCell({ row, alone }: { readonly row: Row; readonly alone: boolean }): JSX.Element {
  const say = useSay();
  const { me } = useSession();
  const { commandOf, eventOf } = useRegisters();
  const nameOf = useLineName();
  const table = useTable('funds/lines');
  const [open, setOpen] = useState(alone);
  const line = String(row['line']);
  const possible = acts.filter(([name]) => holdsOneOf(me, commandOf(name)?.rule.roles ?? []));
  return (
    <section className="lg-card" aria-label={nameOf(line)}>
      <h3>{nameOf(line)}</h3>
      <Facts columns={columnsOf(table, BALANCES)} row={row} />
      {possible.length > 0 && (
        <ul className="lg-commands">
          {possible.map(([name, text]) => <li key={name}><Link to="/commands/$command" params={{ command: name }} search={{ line }}>{say(planTexts[text])}</Link></li>)}
          <li><Link to={correctionAddress('funds', line)}>{say(planTexts.amend)}</Link></li>
        </ul>
      )}
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{say(planTexts.history)}</summary>
        {open && <StreamHistory stream={`funds.line-${line}`} textsOf={eventOf} />}
      </details>
    </section>
  );
}
