import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useRef, useState, type JSX } from 'react';
import { ErrorNotice } from '../frame/notice';
import { useSay } from '../language/language';
import { bringFile } from './imports';
import { importTexts } from './texts';

/** Takes a file of rows of one command, and goes to what becomes of it. */
export function FileDrop({ command }: { readonly command: string }): JSX.Element {
  const say = useSay();
  const navigate = useNavigate();
  const chooser = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [reading, setReading] = useState<string>();
  const [error, setError] = useState<unknown>();
  const bring = async (file: File | undefined): Promise<void> => {
    setOver(false);
    if (!file || reading !== undefined) return;
    setReading(file.name);
    setError(undefined);
    try {
      const { id } = await bringFile(command, file);
      await navigate({ to: '/imports/$id', params: { id } });
    } catch (reason) {
      setError(reason);
      setReading(undefined);
    }
  };
  return (
    <>
      {error !== undefined && <ErrorNotice error={error} />}
      <div className={over ? 'lg-drop lg-drop-over' : 'lg-drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          void bring(event.dataTransfer.files[0]);
        }}>
        <p role="status">{reading === undefined ? say(importTexts.drop) : say(importTexts.reading, { name: reading })}</p>
        <input ref={chooser} type="file" accept=".xlsx,.csv,.jsonl" className="lg-hidden-picker" tabIndex={-1} aria-hidden="true" onChange={(event) => {
          void bring(event.target.files?.[0]);
          event.target.value = '';
        }} />
        <Button type="primary" loading={reading !== undefined} onClick={() => chooser.current?.click()}>{say(importTexts.chooseFile)}</Button>
      </div>
    </>
  );
}
