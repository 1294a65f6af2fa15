import { Button } from 'antd';
import { useRef, useState, type JSX } from 'react';
import { saveBlob } from '@ledger/ui/api/saved-file';
import { useSession } from '@ledger/ui/api/session';
import { ErrorNotice } from '@ledger/ui/frame/notice';
import { useSay } from '@ledger/ui/language/language';
import { saveJson } from '../../source/save-file';
import { emptyCase, parseCase, type CaseFile } from './case-file';
import { caseTexts as texts } from './texts';
import { useCaseWords } from './case-words';

interface ExportsProps {
  readonly file: CaseFile;
  readonly change: (made: (file: CaseFile) => CaseFile) => void;
}

const FILE_BYTES_MAX = 20 * 1_048_576;

/** The case as a file: DOCX in Vietnamese for the dossier, JSON to keep or to hand on; and back from JSON. */
export function CaseExports({ file, change }: ExportsProps): JSX.Element {
  const say = useSay();
  const words = useCaseWords('vi');
  const user = useSession().me?.user ?? '';
  const chooser = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const [waiting, setWaiting] = useState<CaseFile | 'clear' | 'unreadable'>();
  const exportDocx = async (): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      const { caseDocument } = await import('./case-document');
      saveBlob(await caseDocument(file, words, { user, day: new Date().toISOString() }), fileName(file, 'docx'));
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const take = async (chosen: File | undefined): Promise<void> => {
    if (!chosen) return;
    const read = chosen.size > FILE_BYTES_MAX ? undefined : parseCase(await chosen.text());
    if (read && file.items.length === 0) change(() => read);
    else setWaiting(read ?? 'unreadable');
  };
  const answer = (made?: CaseFile): void => {
    setWaiting(undefined);
    if (made) change(() => made);
  };
  return (
    <>
      <div className="lg-tools">
        <Button type="primary" loading={busy} disabled={file.items.length === 0} onClick={() => void exportDocx()}>{say(texts.exportDocx)}</Button>
        <Button disabled={file.items.length === 0} onClick={() => saveJson(file, fileName(file, 'json'))}>{say(texts.exportJson)}</Button>
        <Button onClick={() => chooser.current?.click()}>{say(texts.importJson)}</Button>
        <Button disabled={file.items.length === 0 && file.title === ''} onClick={() => setWaiting('clear')}>{say(texts.clear)}</Button>
        <input ref={chooser} type="file" accept="application/json,.json" className="lg-hidden-picker" tabIndex={-1} aria-label={say(texts.chooseJson)} onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }} />
      </div>
      {busy && <p role="status" className="lg-loading">{say(texts.exporting)}</p>}
      {failure !== undefined && <ErrorNotice error={failure} />}
      {waiting === 'unreadable' && <p role="alert" className="lg-field-error">{say(texts.notACase)}</p>}
      {waiting !== undefined && waiting !== 'unreadable' && (
        <p role="alert" className="lg-case-ask">
          {say(waiting === 'clear' ? texts.clearAsk : texts.replaces)}{' '}
          <Button size="small" danger onClick={() => answer(waiting === 'clear' ? emptyCase : waiting)}>{say(waiting === 'clear' ? texts.clear : texts.replace)}</Button>{' '}
          <Button size="small" onClick={() => answer()}>{say(texts.keep)}</Button>
        </p>
      )}
    </>
  );
}

/** Letters without diacritics, so that every machine takes the name. */
const fileName = ({ title }: CaseFile, kind: string): string =>
  `${`ho-so ${title}`.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '').toLowerCase()}.${kind}`;
