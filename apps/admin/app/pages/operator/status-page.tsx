import { Button } from 'antd';
import { useState, type JSX } from 'react';
import type { JsonObject, Words } from '@ledger/kit';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { PlainTable } from '@ledger/ui/table/plain-table';
import { shownInstant } from '@ledger/ui/table/shown';
import { Facts } from './facts';
import { shownBytes, shownSeconds } from './figures';
import { OperatorPage, useOperatorAnswer } from './operator-page';
import { StateSign } from './state-sign';
import { operatorTexts as texts } from './texts';

interface Status {
  readonly at: string;
  readonly version: string;
  readonly mode: string;
  readonly process: { readonly node: string; readonly platform: string; readonly pid: number; readonly uptimeSeconds: number; readonly memoryBytes: number };
  readonly disk?: { readonly folder: string; readonly freeBytes?: number; readonly totalBytes?: number; readonly error?: string };
  readonly health: { readonly status: string; readonly parts: { readonly [part: string]: { readonly ok: boolean; readonly parked?: boolean; readonly error?: string } & JsonObject } };
  readonly lastBackup?: { readonly folder: string; readonly begun: string; readonly finished?: string };
  readonly settings: readonly { readonly name: string; readonly value: string; readonly origin: string }[];
}

const EVERY_MS = 5_000;
const PARTS: { readonly [part: string]: Words } = { eventStore: texts.eventStorePart, readStore: texts.readStorePart, officeStore: texts.officeStorePart, processes: texts.processesPart, sealing: texts.sealingPart };

/** How the server is, on one page, and a copy of it to go with the report of a fault. */
export function StatusPage(): JSX.Element {
  const answer = useOperatorAnswer<Status>('/api/operations/status', { every: EVERY_MS });
  return <OperatorPage title={texts.status} answer={answer}>{(status) => <StatusOf status={status} />}</OperatorPage>;
}

function StatusOf({ status }: { readonly status: Status }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { process, disk, health, lastBackup, settings } = status;
  return (
    <>
      <Facts facts={[
        [say(texts.state), <StateSign key="state" state={health.status} />],
        [say(texts.program), `${status.version} · Node.js ${process.node} · ${process.platform}`],
        [say(texts.mode), status.mode],
        [say(texts.uptime), shownSeconds(process.uptimeSeconds, language)],
        [say(texts.memory), shownBytes(process.memoryBytes, language)],
        [say(texts.disk), disk && (disk.freeBytes === undefined ? disk.error : `${shownBytes(disk.freeBytes, language)} / ${shownBytes(disk.totalBytes ?? 0, language)} · ${disk.folder}`)],
        [say(texts.lastBackup), lastBackup ? `${lastBackup.finished === undefined ? `${shownInstant(lastBackup.begun, language)}, ${say(texts.unfinished)}` : shownInstant(lastBackup.finished, language)} · ${lastBackup.folder}` : say(texts.noBackup)],
      ]} />
      <h2>{say(texts.parts)}</h2>
      <PlainTable label={say(texts.parts)} rows={Object.entries(health.parts)} keyOf={([name]) => name} columns={[
        { key: 'part', label: say(texts.part), cell: ([name]) => say(PARTS[name] ?? { vi: name, en: name }) },
        { key: 'state', label: say(texts.state), cell: ([, { ok, parked }]) => <StateSign state={!ok ? 'not-ok' : parked ? 'degraded' : 'ok'} /> },
        { key: 'error', label: say(texts.lastError), cell: ([, { error }]) => error ?? '–' },
      ]} />
      {settings.length > 0 && (
        <details className="lg-section">
          <summary>{say(texts.settings)}</summary>
          <PlainTable label={say(texts.settings)} rows={settings} keyOf={({ name }) => name} columns={[
            { key: 'name', label: say(texts.name), cell: ({ name }) => <span className="lg-code">{name}</span> },
            { key: 'value', label: say(texts.payload), cell: ({ value }) => <span className="lg-code lg-wrap">{value || '–'}</span> },
            { key: 'origin', label: say(texts.connectedFrom), cell: ({ origin }) => origin },
          ]} />
        </details>
      )}
      <Snapshot status={status} />
    </>
  );
}

function Snapshot({ status }: { readonly status: Status }): JSX.Element {
  const say = useSay();
  const [copied, setCopied] = useState(false);
  const text = JSON.stringify(status, undefined, 2);
  const copy = (): void => void navigator.clipboard.writeText(text).then(() => setCopied(true), () => setCopied(false));
  return (
    <section className="lg-section">
      <h2>{say(texts.snapshot)}</h2>
      <p className="lg-quiet">{say(texts.snapshotWhy)}</p>
      <div className="lg-row"><Button onClick={copy}>{say(texts.copy)}</Button>{copied && <span role="status">{say(texts.copied)}</span>}</div>
      <details><summary>JSON</summary><pre className="lg-json" tabIndex={0}>{text}</pre></details>
    </section>
  );
}
