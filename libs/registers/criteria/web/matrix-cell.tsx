import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useMemo, type JSX } from 'react';
import { useCatalogue, useList } from '@ledger/ui/api/queries';
import { correctionAddress } from '@ledger/ui/correction/correction';
import { correctionTexts } from '@ledger/ui/correction/texts';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { StreamHistory } from '@ledger/ui/history/stream-history';
import { useFocusBack } from '@ledger/ui/keyboard/focus';
import { useSay } from '@ledger/ui/language/language';
import { useMoment } from '@ledger/ui/moment/moment';
import { useNames } from '@ledger/ui/names/names';
import { useRegisters } from '@ledger/ui/pages/registers';
import { DataTable } from '@ledger/ui/table/data-table';
import { uiTexts } from '@ledger/ui/texts';
import { ActionBar, type OfferedAct } from '@ledger/ui/work/action-bar';
import { columnsOf, useTable } from '@ledger/ui/work/use-table';
import type { CellPlace } from './matrix-table';
import { matrixTexts } from './matrix-texts';

const LIST = 'criteria/assessments';
const COLUMNS = ['year', 'met', 'status', 'assessedOn', 'assessedBy', 'checkedBy', 'note'];
const MEASURED = ['indicator', 'year', 'value'];
const COMMANDS = ['AssessCriterion', 'VerifyAssessment', 'ReturnAssessment', 'MeasureIndicator'];
const WITH_PAPERS = ['MeasureIndicator', 'VerifyAssessment'];

interface MatrixCellProps {
  readonly cell: CellPlace;
  readonly set: string;
  /** The year that is looked at; undefined: the latest. */
  readonly year: string | undefined;
  readonly name: string;
  readonly onClose: () => void;
}

/** One commune's criterion: what was assessed and verified, by whom and on which basis, and what can be done now. */
export function MatrixCell({ cell, set, year, name, onClose }: MatrixCellProps): JSX.Element {
  const say = useSay();
  const nameOf = useNames();
  useFocusBack();
  const title = `${nameOf('unit-code', cell.commune) ?? cell.commune} · ${say(matrixTexts.criterion, { number: cell.criterion })}`;
  return (
    <Drawer open onClose={onClose} size="min(52rem, 100vw)" title={<h2 className="lg-drawer-title">{title}</h2>} closable={{ 'aria-label': say(uiTexts.close) }}>
      <p><strong>{name}</strong></p>
      <KnownCell key={`${cell.commune}.${cell.criterion}`} cell={cell} set={set} year={year} />
    </Drawer>
  );
}

function KnownCell({ cell: { commune, criterion }, set, year }: Pick<MatrixCellProps, 'cell' | 'set' | 'year'>): JSX.Element {
  const say = useSay();
  const { knownAt } = useMoment();
  const { eventOf, recording } = useRegisters();
  const { data: catalogue } = useCatalogue();
  const table = useTable(LIST);
  const { data, error } = useList(LIST, { commune, set, criterion, order: '-year', limit: 10 }, { knownAt });
  if (error) return <ErrorNotice error={error} />;
  if (!data) return <Loading />;
  const latest = data.rows.find((row) => year === undefined || String(row['year']) === year);
  const actsOn = year ?? (latest ? String(latest['year']) : catalogue?.today.slice(0, 4)) ?? '';
  return (
    <>
      <h3>{say(matrixTexts.standing)}</h3>
      {data.rows.length === 0 ? <p>{say(matrixTexts.nothing)}</p> : <DataTable label={say(matrixTexts.standing)} columns={columnsOf(table, COLUMNS)} rows={data.rows} keyOf={(row) => String(row['year'])} />}
      <Measurements commune={commune} set={set} criterion={criterion} />
      {recording && actsOn !== '' && <CellActs key={actsOn} commune={commune} set={set} criterion={criterion} year={actsOn} />}
      <div className="lg-title-line"><h3>{say(uiTexts.history)}</h3>{recording && <Link to={correctionAddress('criteria', commune)}>{say(correctionTexts.correct)}</Link>}</div>
      <StreamHistory stream={`criteria.commune-${commune}`} textsOf={eventOf} about={{ set, criterion }} />
    </>
  );
}

interface CellKey {
  readonly commune: string;
  readonly set: string;
  readonly criterion: number;
}

/** What was measured of the criterion's indicators; nothing where nothing was. */
function Measurements({ commune, set, criterion }: CellKey): JSX.Element | null {
  const say = useSay();
  const { asOf, knownAt } = useMoment();
  const table = useTable('criteria/measurements');
  const { data } = useList('criteria/measurements', { commune, set, order: '-year', limit: 200 }, { asOf, knownAt });
  const rows = (data?.rows ?? []).filter(({ indicator }) => String(indicator).split('.')[0] === String(criterion));
  if (rows.length === 0) return null;
  return <><h3>{say(matrixTexts.measurements)}</h3><DataTable label={say(matrixTexts.measurements)} columns={columnsOf(table, MEASURED)} rows={rows} keyOf={(row) => `${String(row['indicator'])} ${String(row['year'])} ${String(row['revision'])}`} /></>;
}

/** The acts about this criterion of this year; whether each is possible the commune's own record says. */
function CellActs({ commune, set, criterion, year }: CellKey & { readonly year: string }): JSX.Element {
  const { commandOf } = useRegisters();
  const values = useMemo(() => ({ commune, set, criterion: String(criterion), year }), [commune, set, criterion, year]);
  const offered = useMemo(() => COMMANDS.flatMap((name): readonly OfferedAct[] => {
    const command = commandOf(name);
    if (!command) return [];
    return [{
      command,
      sends: name === 'ReturnAssessment' ? 'back' : 'on',
      ...(WITH_PAPERS.includes(name) ? { asks: ['evidence'] } : {}),
    }];
  }), [commandOf]);
  return <ActionBar offered={offered} values={values} />;
}
