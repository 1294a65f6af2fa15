import { Input } from 'antd';
import { useDeferredValue, useMemo, useState, type JSX } from 'react';
import { searchKey, searchWords } from '@ledger/fields';
import { initialLine } from '@ledger/registers/funds/domain';
import type { Row } from '@ledger/ui/api/catalogue';
import { useList, useListPages, useNextPage } from '@ledger/ui/api/queries';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { moneyUnits } from '@ledger/ui/money/money';
import { useMoneyUnit } from '@ledger/ui/money/unit-of-money';
import { useNames } from '@ledger/ui/names/names';
import { useRegisters } from '@ledger/ui/pages/registers';
import { shownMoney } from '@ledger/ui/table/shown';
import { usePermits } from '@ledger/ui/work/permits';
import { lineParts } from '../line-name';
import { lineFilters, type Named } from './line-search';
import { NoOwnLines } from './no-own-lines';
import { paymentTexts } from './texts';

const LINES_PER_PAGE = 100;
const NAMES_MAX = 1_000;
const SHOWN_MAX = 30;

interface LineChoiceProps {
  /** The command for which it is chosen: only the lines that the person's role reaches are offered. */
  readonly command: string;
  readonly onChoose: (line: string) => void;
}

/** Names as a reader would type them. */
const namedBy = (rows: readonly Row[], more: (row: Row) => string = () => ''): readonly Named[] =>
  rows.map((row) => ({ code: String(row['code']), key: searchKey(`${more(row)} ${String(row['name'])} ${String(row['nameEn'] ?? '')}`) }));

/** The lines that the person's role reaches, found by typing, each with what is left to spend. The server looks; what comes is looked through once more. */
export function LineChoice({ command, onChoose }: LineChoiceProps): JSX.Element {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const words = searchWords(useDeferredValue(typed));
  const { units, found, more, isReading, error, again, rule, isOwnless } = useFoundLines(command, words);
  if (error) return <ErrorNotice error={error} again={again} />;
  if (!units) return <Loading />;
  if (isOwnless) return <NoOwnLines units={units} makers={rule.roles} />;
  return (
    <>
      <label className="lg-field"><strong>{say(paymentTexts.searchLine)}</strong><Input autoFocus value={typed} onChange={(event) => setTyped(event.target.value)} /></label>
      {found.length === 0 && (isReading ? <Loading /> : <p role="status">{say(paymentTexts.noLines)}</p>)}
      <ul className="lg-choices">
        {found.slice(0, SHOWN_MAX).map(({ row, parts }) => <LineCard key={String(row['line'])} row={row} parts={parts} onChoose={onChoose} />)}
      </ul>
      {more && <p className="lg-quiet">{say(paymentTexts.moreLines)}</p>}
    </>
  );
}

/** Reads lines until there are as many as are shown, or no more. */
function useFoundLines(command: string, words: readonly string[]) {
  const { language } = useLanguage();
  const nameOf = useNames();
  const permits = usePermits();
  const { rule } = useRegisters().commandOf(command)!;
  // How far a role reaches is known once the units are.
  const unitList = useList('territory/units', { limit: NAMES_MAX }, {});
  const programList = useList('programs/programs', { limit: NAMES_MAX }, {});
  const [units, programs] = [unitList.data?.rows, programList.data?.rows];
  const filters = useMemo(() => {
    if (!units || !programs) return undefined;
    const reached = units.filter(({ code }) => permits(rule.roles, { unit: String(code) }).permitted).map(({ code }) => String(code));
    const names = { holder: namedBy(units), component: namedBy(programs, ({ code }) => String(code)) };
    return lineFilters(words, names, language, reached.length === units.length ? undefined : [...new Set(reached)]);
  }, [units, programs, permits, rule, language, words.join(' ')]);
  const pages = useListPages('funds/lines', { ...filters, order: '-planYear', limit: LINES_PER_PAGE }, {}, filters !== undefined);
  const { data, hasNextPage, isFetching } = pages;
  const lines = useMemo(() => (data?.pages ?? []).flatMap(({ rows }) => rows)
    .filter((row) => permits(rule.roles, rule.scope({ line: row['line'] }, initialLine)).permitted)
    .map((row) => ({ row, parts: lineParts(String(row['line']), language, nameOf) }))
    .map(({ row, parts }) => ({ row, parts, key: searchKey(parts.join(' ')) })), [data, permits, rule, language, nameOf]);
  const found = filters === undefined ? [] : lines.filter(({ key }) => words.every((word) => key.includes(word)));
  useNextPage(pages, filters !== undefined && found.length <= SHOWN_MAX);
  const failed = [unitList, programList, pages].find(({ error }) => error);
  const isReading = units === undefined || programs === undefined || (filters !== undefined && (isFetching || hasNextPage));
  return {
    units: programs && units, found, rule, isReading, error: failed?.error, more: found.length > SHOWN_MAX, again: () => void failed?.refetch(),
    isOwnless: words.length === 0 && !isReading && found.length === 0,
  };
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
