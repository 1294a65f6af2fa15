import { Button, Input } from 'antd';
import { useState, type JSX } from 'react';
import { ErrorNotice } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { shownNumber } from '@ledger/ui/table/shown';
import { CaseExports } from '../case-file/case-exports';
import { withPinned, type CaseFile } from '../case-file/case-file';
import { CaseItemCard } from '../case-file/case-item-card';
import { useCaseFile } from '../case-file/case-store';
import { caseTexts as texts } from '../case-file/texts';
import '../case-file/case-file.css';

/** What the inspector has gathered, in the inspector's own order and words. */
export function CasePage(): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { file, change } = useCaseFile();
  const [failure, setFailure] = useState<unknown>();
  const attempt = (made: (file: CaseFile) => CaseFile): void => {
    try {
      change(made);
      setFailure(undefined);
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <>
      <h1>{say(texts.case)}</h1>
      <p className="lg-quiet">{say(texts.where)}</p>
      {failure !== undefined && (failure instanceof DOMException ? <p role="alert" className="lg-field-error">{say(texts.full)}</p> : <ErrorNotice error={failure} />)}
      <div className="lg-field lg-case-title">
        <label htmlFor="case-title">{say(texts.title)}</label>
        <Input id="case-title" value={file.title} maxLength={200} autoComplete="off" onChange={(event) => attempt((before) => ({ ...before, title: event.target.value }))} />
      </div>
      <CaseExports file={file} change={attempt} />
      <p className="lg-quiet" role="status">{say(texts.items, { count: shownNumber(file.items.length, language) })}</p>
      {file.items.length === 0 ? <p>{say(texts.empty)}</p> : (
        <ol className="lg-case">{file.items.map((item, index) => <CaseItemCard key={item.id} item={item} number={index + 1} last={index === file.items.length - 1} change={attempt} />)}</ol>
      )}
      <Button onClick={() => attempt((before) => withPinned(before, { kind: 'note' }, crypto.randomUUID(), new Date().toISOString()))}>{say(texts.addNote)}</Button>
    </>
  );
}
