import { Button } from 'antd';
import { useRef, useState, type JSX } from 'react';
import { request } from '../api/request';
import { ErrorNotice } from '../frame/notice';
import { useSay } from '../language/language';
import { uiTexts } from '../texts';
import type { Described } from './field-frame';

interface EvidenceInputProps extends Described {
  /** SHA-256 of the files, hexadecimal. */
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}

interface Kept {
  readonly sha256: string;
  readonly name: string;
}

async function upload(file: File): Promise<Kept> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  await request(`/api/evidence/${sha256}?name=${encodeURIComponent(file.name)}`, { method: 'PUT', body: file, headers: { 'content-type': file.type || 'application/octet-stream' } });
  return { sha256, name: file.name };
}

/** Papers and photos: kept by the ledger under their hash as soon as they are chosen, named by the command when it is recorded. */
export function EvidenceInput({ id, describedBy, label, value, onChange }: EvidenceInputProps): JSX.Element {
  const say = useSay();
  const chooser = useRef<HTMLInputElement>(null);
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const add = async (files: readonly File[]): Promise<void> => {
    setBusy(true);
    setError(undefined);
    try {
      const kept: Kept[] = [];
      for (const file of files) kept.push(await upload(file));
      setNames((before) => new Map([...before, ...kept.map(({ sha256, name }) => [sha256, name] as const)]));
      onChange([...new Set([...value, ...kept.map(({ sha256 }) => sha256)])]);
    } catch (reason) {
      setError(reason);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="lg-evidence">
      {error !== undefined && <ErrorNotice error={error} />}
      <ul>
        {value.map((sha256) => (
          <li key={sha256}>
            <a href={`/api/evidence/${sha256}`} target="_blank" rel="noreferrer">{names.get(sha256) ?? `${sha256.slice(0, 12)}…`}</a>
            <Button size="small" type="link" aria-label={say(uiTexts.removeItem, { item: names.get(sha256) ?? sha256.slice(0, 12) })} onClick={() => onChange(value.filter((each) => each !== sha256))}>{say(uiTexts.remove)}</Button>
          </li>
        ))}
      </ul>
      <input ref={chooser} id={id} type="file" multiple accept="image/*,application/pdf,text/plain" className="lg-hidden-picker" tabIndex={-1} aria-hidden="true" onChange={(event) => {
        void add([...(event.target.files ?? [])]);
        event.target.value = '';
      }} />
      <Button loading={busy} aria-label={say(uiTexts.addFiles, { label })} aria-describedby={describedBy} onClick={() => chooser.current?.click()}>{say(uiTexts.chooseFiles)}</Button>
    </div>
  );
}
