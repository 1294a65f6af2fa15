import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { ErrorNotice } from '../frame/notice';
import { useLanguage, useSay } from '../language/language';
import { useRegisters } from '../pages/registers';
import { shownInstant } from '../table/shown';
import { useImports, type Import } from './imports';
import { importTexts, verdictSigns, type Verdict } from './texts';

const HEADINGS = [importTexts.file, importTexts.what, importTexts.when, importTexts.who, importTexts.state, importTexts.result];

/** How many rows had each verdict: a sign, a word and a number. */
export function VerdictCounts({ counts }: Pick<Import, 'counts'>): JSX.Element {
  const say = useSay();
  return (
    <span className="lg-verdicts">
      {(Object.keys(verdictSigns) as Verdict[]).filter((verdict) => (counts[verdict] ?? 0) > 0).map((verdict) => (
        <span key={verdict} className={`lg-verdict lg-verdict-${verdict}`}><span aria-hidden="true">{verdictSigns[verdict].sign}</span> {say(verdictSigns[verdict].words)} <strong>{counts[verdict]}</strong></span>
      ))}
    </span>
  );
}

/** Earlier files and what became of them. */
export function ImportHistory(): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { commandOf } = useRegisters();
  const { data, error } = useImports();
  return (
    <section aria-labelledby="import-history">
      <h2 id="import-history">{say(importTexts.history)}</h2>
      {error && <ErrorNotice error={error} />}
      {data?.length === 0 && <p className="lg-quiet">{say(importTexts.noImports)}</p>}
      {data && data.length > 0 && (
        <div className="lg-table-window" role="region" aria-label={say(importTexts.history)} tabIndex={0}>
          <table className="lg-table" role="table">
            <thead role="rowgroup"><tr role="row">{HEADINGS.map((words) => <th key={words.en} role="columnheader" scope="col">{say(words)}</th>)}</tr></thead>
            <tbody role="rowgroup">
              {data.map(({ id, name, command, begun, user, state, counts }) => (
                <tr key={id} role="row">
                  <td role="cell" data-label={say(importTexts.file)}><Link to="/imports/$id" params={{ id }}>{name}</Link></td>
                  <td role="cell" data-label={say(importTexts.what)}>{say(commandOf(command)?.title ?? { vi: command, en: command })}</td>
                  <td role="cell" data-label={say(importTexts.when)}>{shownInstant(begun, language)}</td>
                  <td role="cell" data-label={say(importTexts.who)}>{user}</td>
                  <td role="cell" data-label={say(importTexts.state)}>{say(importTexts[state])}</td>
                  <td role="cell" data-label={say(importTexts.result)}><VerdictCounts counts={counts} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
