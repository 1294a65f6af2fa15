import { Button, Progress } from 'antd';
import { useRef, useState, type JSX } from 'react';
import { ErrorNotice } from '../frame/notice';
import { useSay } from '../language/language';
import { uiTexts } from '../texts';
import { EvidenceGlance } from '../upload/evidence-glance';
import { uploadTexts } from '../upload/texts';
import { useUploads, type UploadState } from '../upload/use-uploads';
import type { Described } from './field-frame';

interface EvidenceInputProps extends Described {
  /** SHA-256 of the files, hexadecimal. */
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}

/** Papers and photos: kept by the ledger under their hash as soon as they are chosen, named by the command when it is recorded. */
export function EvidenceInput({ id, describedBy, label, value, onChange }: EvidenceInputProps): JSX.Element {
  const say = useSay();
  const chooser = useRef<HTMLInputElement>(null);
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const latest = useRef(value);
  latest.current = value;
  const uploads = useUploads(({ sha256, name }) => {
    setNames((before) => new Map(before).set(sha256, name));
    if (!latest.current.includes(sha256)) onChange((latest.current = [...latest.current, sha256]));
  });
  const nameOf = (sha256: string): string => names.get(sha256) ?? `${sha256.slice(0, 12)}…`;
  return (
    <div className="lg-evidence">
      <ul className="lg-glances">
        {value.map((sha256) => (
          <li key={sha256}>
            <EvidenceGlance sha256={sha256} name={nameOf(sha256)} />
            <span className="lg-glance-name">{nameOf(sha256)}</span>
            <Button size="small" type="link" aria-label={say(uiTexts.removeItem, { item: nameOf(sha256) })} onClick={() => onChange(value.filter((each) => each !== sha256))}>{say(uiTexts.remove)}</Button>
          </li>
        ))}
      </ul>
      {uploads.states.map((state) => <Uploading key={state.key} state={state} again={() => uploads.tryAgain(state)} giveUp={() => uploads.giveUp(state)} />)}
      <input ref={chooser} id={id} type="file" multiple accept="image/*,application/pdf,text/plain" className="lg-hidden-picker" tabIndex={-1} aria-hidden="true" onChange={(event) => {
        uploads.add([...(event.target.files ?? [])]);
        event.target.value = '';
      }} />
      <Button aria-label={say(uiTexts.addFiles, { label })} aria-describedby={describedBy} onClick={() => chooser.current?.click()}>{say(uiTexts.chooseFiles)}</Button>
    </div>
  );
}

interface UploadingProps {
  readonly state: UploadState;
  readonly again: () => void;
  readonly giveUp: () => void;
}

function Uploading({ state: { file, share, waiting, error }, again, giveUp }: UploadingProps): JSX.Element {
  const say = useSay();
  const percent = Math.floor(share * 100);
  const says = say(waiting ? uploadTexts.waiting : share === 0 ? uploadTexts.preparing : uploadTexts.uploading, { share: percent });
  return (
    <div className="lg-uploading">
      <span>{file.name} · <span role="status">{error === undefined ? says : say(uploadTexts.failed)}</span></span>
      {error === undefined ? <Progress percent={percent} size="small" showInfo={false} aria-label={`${file.name}: ${says}`} status={waiting ? 'exception' : 'active'} /> : <ErrorNotice error={error} again={again} />}
      <Button size="small" type="link" aria-label={say(uiTexts.removeItem, { item: file.name })} onClick={giveUp}>{say(uiTexts.remove)}</Button>
    </div>
  );
}
