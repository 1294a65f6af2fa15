import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import type { JSX } from 'react';
import { findingText, type Finding } from '@ledger/platform/audit-log';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { shownInstant, shownNumber } from '@ledger/ui/table/shown';
import type { IntegrityReport, StepReport } from '../../source/integrity-report';
import { saveJson } from '../../source/save-file';
import { integrityTexts, notCheckedTexts, outcomeTexts, resultTexts, stepTexts } from './integrity-texts';

const ALERTS = { intact: 'success', tampered: 'error', unproven: 'warning', unreadable: 'error', internal: 'error' } as const;

/** What a check came to: step by step, the first bad event, what was not checked. */
export function IntegrityResult({ report }: { readonly report: IntegrityReport }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { outcome, firstBad, checkpoint, cosignatures } = report;
  const seconds = shownNumber(Math.round(report.ms / 100) / 10, language);
  return (
    <section aria-label={say(integrityTexts.result)}>
      <Alert role="alert" showIcon type={ALERTS[outcome]} title={<strong>{say(outcomeTexts[outcome])}</strong>} description={`${say(integrityTexts.inAll, { events: shownNumber(report.events, language), seconds })} · ${report.of} · ${shownInstant(report.at, language)}`} />
      {firstBad && <FirstBad finding={firstBad} />}
      <div className="lg-table-window" role="region" aria-label={say(integrityTexts.was)} tabIndex={0}>
        <table className="lg-table lg-checked">
          <thead><tr><th scope="col">{say(integrityTexts.step)}</th><th scope="col" className="lg-number">{say(integrityTexts.count)}</th><th scope="col" className="lg-number">{say(integrityTexts.time)}</th><th scope="col">{say(integrityTexts.result)}</th></tr></thead>
          <tbody>{report.steps.map((step) => <StepRow key={step.step} step={step} />)}</tbody>
        </table>
      </div>
      {report.folded.filter(({ poison }) => poison).map(({ name, poison }) => <Alert key={name} type="warning" showIcon title={say(integrityTexts.parked, { name, position: String(poison!.position), error: poison!.error })} />)}
      {report.moreFindings > 0 && <p>{say(integrityTexts.more, { count: report.moreFindings })}</p>}
      {checkpoint && <p>{say(integrityTexts.checkpoint)}: <span className="lg-code">{checkpoint.origin} · {checkpoint.size} · {checkpoint.root}{cosignatures.map(({ witness, time }) => ` · ${witness} ${time}`)}</span></p>}
      <h2>{say(integrityTexts.wasNot)}</h2>
      <ul>{report.notChecked.map((each) => <li key={each}>{say(notCheckedTexts[each])}</li>)}</ul>
      <Button onClick={() => saveJson(asJson(report), `integrity-${report.at.slice(0, 19).replaceAll(':', '')}.json`)}>{say(integrityTexts.download)}</Button>
    </section>
  );
}

/** Positions as decimal text, as everywhere in JSON. */
const asJson = (report: IntegrityReport): unknown => JSON.parse(JSON.stringify(report, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)));

function FirstBad({ finding }: { readonly finding: Finding }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <Alert type="error" showIcon role="alert" title={say(integrityTexts.firstBad)}
      description={<>{findingText(finding, language)} {finding.stream && <Link to="/history/$stream" params={{ stream: finding.stream } as never}>{say(integrityTexts.openStream)}</Link>}</>} />
  );
}

function StepRow({ step: { step, count, ms, isBeside, result, findings } }: { readonly step: StepReport }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { sign, text } = resultTexts[result];
  const { title, says, unit } = stepTexts[step];
  return (
    <tr>
      <th scope="row">{say(title)}</th>
      <td className="lg-number" data-label={say(integrityTexts.count)}>{shownNumber(count, language)} {say(unit)}</td>
      <td className="lg-number" data-label={say(integrityTexts.time)}>{say(isBeside ? integrityTexts.besides : integrityTexts.seconds, { seconds: shownNumber(Math.round(ms / 10) / 100, language) })}</td>
      <td data-label={say(integrityTexts.result)}>
        <div className="lg-check-result">
          <span className={`lg-check-${result}`}>{sign} {say(text)}</span>{' '}
          {findings.length === 0 ? <span className="lg-quiet">{result === 'good' ? say(says) : ''}</span> : <ul>{findings.map((finding, index) => <li key={index}>{findingText(finding, language)}</li>)}</ul>}
        </div>
      </td>
    </tr>
  );
}
