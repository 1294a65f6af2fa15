import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import type { JSX } from 'react';
import type { RegisterDescription, Row, TableDescription } from '../api/catalogue';
import { useList } from '../api/queries';
import { holdsOneOf, useSession } from '../api/session';
import { ErrorNotice, Loading } from '../frame/notice';
import { StreamHistory } from '../history/stream-history';
import { useLanguage, useSay } from '../language/language';
import type { Moment } from '../moment/moment';
import { useMoneyUnit } from '../money/unit-of-money';
import { useNamesIn } from '../names/names';
import { commandsFor, streamsOf } from '../register/register-web';
import { BasisSign } from '../table/basis';
import { shown } from '../table/shown';
import { uiTexts } from '../texts';
import type { Search } from './address';
import { useRegisters } from './registers';

interface RowDrawerProps {
  readonly register: RegisterDescription;
  readonly table: TableDescription;
  readonly moment: Moment;
  /** The row's key, in the order of the table's key columns; undefined: nothing is open. */
  readonly values: readonly string[] | undefined;
  readonly onClose: () => void;
}

/** Everything about one row: all its columns, what may be recorded about it, and how it came about. */
export function RowDrawer({ register, table, moment, values, onClose }: RowDrawerProps): JSX.Element {
  const say = useSay();
  const key = Object.fromEntries(table.key.map((column, index) => [column, values?.[index]]));
  const { data, error } = useList(table.path, { ...key, limit: 1 }, moment, values !== undefined);
  const row = values === undefined ? undefined : data?.rows[0];
  return (
    <Drawer open={values !== undefined} onClose={onClose} size="min(44rem, 100vw)" title={<h2 className="lg-drawer-title">{say(table.label)}</h2>} destroyOnHidden closable={{ 'aria-label': say(uiTexts.close) }}>
      {error ? <ErrorNotice error={error} /> : row ? <RowDetails register={register} table={table} row={row} /> : data ? <p>{say(uiTexts.noRows)}</p> : <Loading />}
    </Drawer>
  );
}

function RowDetails({ register, table, row }: { readonly register: RegisterDescription; readonly table: TableDescription; readonly row: Row }): JSX.Element {
  const say = useSay();
  const { webOf, eventOf, recording } = useRegisters();
  const web = webOf(register.name);
  const streams = web ? streamsOf(web, row) : [];
  const about = Object.fromEntries(table.key.filter((key) => key !== 'revision').map((key) => [key, row[key]!]));
  return (
    <>
      <RowFacts table={table} row={row} />
      {web && recording && <RowCommands register={register} row={row} />}
      <h3>{say(uiTexts.history)}</h3>
      {streams.length === 0 ? <p>{say(uiTexts.noHistory)}</p> : streams.map((stream) => <StreamHistory key={stream} stream={stream} textsOf={eventOf} about={about} />)}
    </>
  );
}

function RowFacts({ table, row }: { readonly table: TableDescription; readonly row: Row }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { unit } = useMoneyUnit();
  const namesIn = useNamesIn();
  return (
    <dl className="lg-facts">
      {table.columns.filter(({ key }) => key !== 'sortKey' && row[key] !== undefined && row[key] !== null).map((column) => {
        const { text, exact } = shown(column, row[column.key], language, unit, namesIn(column, row));
        return <div key={column.key}><dt>{say(column.label)}</dt><dd>{text}{exact !== undefined && <span className="lg-quiet"> ({exact})</span>}</dd></div>;
      })}
      {row['basis'] !== undefined && <div><dt>{say(uiTexts.basis)}</dt><dd><BasisSign basis={row['basis']} /></dd></div>}
    </dl>
  );
}

/** Whether an act is possible now its stream decides; here stand those that the person's roles may ask for. */
function RowCommands({ register, row }: { readonly register: RegisterDescription; readonly row: Row }): JSX.Element | null {
  const say = useSay();
  const { me } = useSession();
  const { webOf } = useRegisters();
  const possible = commandsFor(webOf(register.name)!, row).filter(({ command }) => holdsOneOf(me, command.rule.roles));
  if (possible.length === 0) return null;
  return (
    <>
      <h3>{say(uiTexts.recordAbout)}</h3>
      <ul className="lg-commands">
        {possible.map(({ command, values }) => <li key={command.name}><Link to="/commands/$command" params={{ command: command.name }} search={(before: Search) => ({ asOf: before['asOf'], knownAt: before['knownAt'], ...values })}>{say(command.title)}</Link></li>)}
      </ul>
    </>
  );
}

