import { useMemo, type JSX } from 'react';
import type { Scope, Words } from '@ledger/kit';
import type { Row } from '../api/catalogue';
import { useList } from '../api/queries';
import { ErrorNotice, Loading } from '../frame/notice';
import { useLanguage, useSay } from '../language/language';
import { useNames, useNamesOf } from '../names/names';
import { useRegisters } from '../pages/registers';
import { shown } from '../table/shown';
import { usePermits } from '../work/permits';
import { useTable } from '../work/use-table';

const ROWS = 100;
const SHOWN_MAX = 12;

interface LatestRecordsProps {
  readonly title: Words;
  /** Where there is none. */
  readonly none: Words;
  /** `housing/houses`, the newest first by this order. */
  readonly list: string;
  readonly order: string;
  readonly where?: { readonly [column: string]: string };
  /** The column with the record's id, and that with the unit it belongs to. */
  readonly record: string;
  readonly unit: string;
  /** What a line says of its row, the first in bold; a cell is a column's value as it is read. */
  readonly says: (cell: (column: string) => string) => readonly string[];
  /** The command that corrects, whose rule says how far a role reaches. */
  readonly command: string;
  readonly scopeOf: (row: Row) => Scope;
  readonly onChoose: (record: string) => void;
}

/** What was recorded last within the reader's reach, to choose from without typing; whoever may correct nothing sees what is newest of all. */
export function LatestRecords(props: LatestRecordsProps): JSX.Element | null {
  const { title, none, list, order, where, record, unit, says, command, scopeOf, onChoose } = props;
  const say = useSay();
  const { language } = useLanguage();
  const nameOf = useNames();
  const namesOf = useNamesOf();
  const permits = usePermits();
  const rule = useRegisters().commandOf(command)?.rule;
  const columns = useTable(list)?.columns ?? [];
  const units = namesOf('unit-code');
  const reached = useMemo(() => [...units.keys()].filter((code) => rule && permits(rule.roles, { unit: code }).permitted), [units, permits, rule]);
  const isBounded = reached.length > 0 && reached.length < units.size;
  const { data, error, refetch } = useList(list, { ...where, [unit]: isBounded ? reached : undefined, order, limit: ROWS }, {}, units.size > 0);
  if (error) return <ErrorNotice error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const rows = data.rows.filter((row) => reached.length === 0 || (rule && permits(rule.roles, scopeOf(row)).permitted)).slice(0, SHOWN_MAX);
  return (
    <section>
      <h2>{say(title)}</h2>
      {rows.length === 0 && <p role="status">{say(none)}</p>}
      <ul className="lg-choices">
        {rows.map((row, at) => {
          const cell = (key: string): string => {
            const column = columns.find((each) => each.key === key);
            return column ? shown(column, row[key], language, 'dong', nameOf).text : '';
          };
          const [first, ...rest] = says(cell);
          return <li key={at}><button type="button" onClick={() => onChoose(String(row[record]))}><span><strong>{first}</strong><br /><span className="lg-quiet">{rest.join(' · ')}</span></span></button></li>;
        })}
      </ul>
    </section>
  );
}
