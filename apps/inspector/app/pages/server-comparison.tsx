import { Alert, Button } from 'antd';
import { useEffect, useRef, useState, type JSX } from 'react';
import { useCatalogue } from '@ledger/ui/api/queries';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { shownNumber } from '@ledger/ui/table/shown';
import { compareTables, type ComparedSource, type RowDifference, type TableComparison } from '../../source/compare-rows';
import { serverSource } from '../../source/ledger-source';
import type { OpenedBundle } from '../../source/opened-bundle';
import { bundleTexts } from './bundle-texts';

/** What this machine made of the events, row by row beside what the server answers for the same moment. */
export function ServerComparison({ bundle }: { readonly bundle: Pick<OpenedBundle, 'source' | 'facts'> }): JSX.Element {
  const { last } = bundle.facts;
  return <RowsComparison here={{ source: bundle.source, moment: {} }} there={{ source: serverSource, moment: { knownAt: last } }} />;
}

interface Props {
  readonly here: ComparedSource;
  readonly there: ComparedSource;
}

function RowsComparison({ here, there }: Props): JSX.Element {
  const say = useSay();
  const { data: catalogue } = useCatalogue();
  const [compared, setCompared] = useState<readonly TableComparison[]>();
  const [stop, setStop] = useState<AbortController>();
  const current = useRef(stop);
  current.current = stop;
  useEffect(() => () => current.current?.abort(), []);
  const run = async (): Promise<void> => {
    const controller = new AbortController();
    setStop(controller);
    setCompared([]);
    try {
      for await (const table of compareTables(catalogue!, here, there, controller.signal)) setCompared((before) => [...(before ?? []), table]);
    } catch (error) {
      if (!controller.signal.aborted) throw error;
    } finally {
      setStop(undefined);
    }
  };
  return (
    <section className="lg-card" aria-label={say(bundleTexts.compareServer)}>
      <h2>{say(bundleTexts.compareServer)}</h2>
      <p>{say(bundleTexts.compareHelp)}</p>
      {stop ? <Button onClick={() => stop.abort()}>{say(bundleTexts.compareStop)}</Button> : <Button disabled={!catalogue} onClick={() => void run()}>{say(bundleTexts.compareRun)}</Button>}
      {compared && <Compared compared={compared} finished={stop === undefined} />}
    </section>
  );
}

function Compared({ compared, finished }: { readonly compared: readonly TableComparison[]; readonly finished: boolean }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const done = compared.filter(({ refused }) => refused === undefined);
  const differing = done.reduce((total, table) => total + table.differing, 0);
  const rows = done.reduce((total, { one }) => total + one, 0);
  return (
    <>
      {finished && done.length > 0 && (
        <Alert role="status" showIcon type={differing === 0 ? 'success' : 'error'}
          title={differing === 0 ? say(bundleTexts.allSame, { rows: shownNumber(rows, language), tables: done.length }) : say(bundleTexts.someDiffer, { count: shownNumber(differing, language) })} />
      )}
      <div className="lg-table-window" role="region" aria-label={say(bundleTexts.compareServer)} tabIndex={0}>
        <table className="lg-table">
          <thead><tr><th scope="col">{say(bundleTexts.table)}</th><th scope="col" className="lg-number">{say(bundleTexts.rowsHere)}</th><th scope="col" className="lg-number">{say(bundleTexts.rowsThere)}</th><th scope="col">{say(bundleTexts.differ)}</th></tr></thead>
          <tbody>{compared.map((table) => <ComparedTable key={table.table.path} comparison={table} />)}</tbody>
        </table>
      </div>
    </>
  );
}

function ComparedTable({ comparison: { table, one, other, differences, differing, refused } }: { readonly comparison: TableComparison }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <tr>
      <th scope="row">{say(table.label)} <span className="lg-code">{table.path}</span></th>
      <td className="lg-number" data-label={say(bundleTexts.rowsHere)}>{refused ? '–' : shownNumber(one, language)}</td>
      <td className="lg-number" data-label={say(bundleTexts.rowsThere)}>{refused ? '–' : shownNumber(other, language)}</td>
      <td data-label={say(bundleTexts.differ)}>
        {refused ? <span className="lg-quiet">{say(bundleTexts.notCompared, { why: say(refused) })}</span> : differing === 0 ? <span className="lg-check-good">✓ {say(bundleTexts.same)}</span> : (
          <details><summary className="lg-check-bad">✗ {shownNumber(differing, language)}</summary><ul>{differences.map((difference) => <li key={difference.key}><Difference difference={difference} /></li>)}</ul></details>
        )}
      </td>
    </tr>
  );
}

function Difference({ difference: { key, one, other, columns } }: { readonly difference: RowDifference }): JSX.Element {
  const say = useSay();
  if (!one || !other) return <><span className="lg-code">{key}</span>: {say(one ? bundleTexts.onlyHere : bundleTexts.onlyThere)}</>;
  return (
    <>
      <span className="lg-code">{key}</span>
      <ul>{columns.map((column) => <li key={column}><strong>{column}</strong>: {say(bundleTexts.here)} <code>{JSON.stringify(one[column])}</code>, {say(bundleTexts.there)} <code>{JSON.stringify(other[column])}</code></li>)}</ul>
    </>
  );
}
