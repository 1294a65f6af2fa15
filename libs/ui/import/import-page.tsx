import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button, Checkbox, Progress } from 'antd';
import { useState, type JSX } from 'react';
import { useSession } from '../api/session';
import { ErrorNotice, Loading } from '../frame/notice';
import { useLanguage, useSay } from '../language/language';
import { usePerson } from '../names/names';
import { textIn, type Search } from '../pages/address';
import { useRegisters } from '../pages/registers';
import { shownInstant, shownNumber } from '../table/shown';
import { CommonPart } from './common-part';
import { VerdictCounts } from './import-history';
import { countOf, giveUpImport, isUnderWay, recordRows, useImport, type Import } from './imports';
import { RowGrid } from './row-grid';
import { importTexts } from './texts';
import './import.css';

/** What becomes of one file: each row's verdict, what has to be put right, and the word to record. */
export function ImportPage(): JSX.Element {
  const say = useSay();
  const { id = '' } = useParams({ strict: false }) as { readonly id?: string };
  const { data, error, refetch } = useImport(id);
  return (
    <>
      <p><Link to="/imports">{say(importTexts.allImports)}</Link></p>
      {error ? <ErrorNotice error={error} again={() => void refetch()} /> : data ? <KnownImport file={data} /> : <Loading />}
    </>
  );
}

function KnownImport({ file }: { readonly file: Import }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const person = usePerson();
  const { me } = useSession();
  const { commandOf } = useRegisters();
  const navigate = useNavigate();
  const bad = countOf(file, 'refused', 'unusable');
  const onlyBad = textIn(useSearch({ strict: false }) as Search, 'bad') === 'true';
  const own = me?.user === file.user;
  return (
    <>
      <h1>{say(commandOf(file.command)?.title ?? { vi: file.command, en: file.command })}</h1>
      <p className="lg-quiet">{file.name} · {shownInstant(file.begun, language)} · {person(file.user)} · {say(importTexts[file.state])}</p>
      {isUnderWay(file) ? <UnderWay file={file} /> : <p role="status"><VerdictCounts counts={file.counts} /></p>}
      {own && <Word file={file} />}
      {own && file.state === 'checked' && <CommonPart file={file} />}
      <div className="lg-tools">
        <Checkbox checked={onlyBad} onChange={(event) => void navigate({ to: '.', search: (before: Search) => ({ ...before, bad: event.target.checked ? 'true' : undefined }), resetScroll: false })}>{say(importTexts.onlyBad, { count: shownNumber(bad, language) })}</Checkbox>
        {own && file.state === 'checked' && bad > 0 && <span className="lg-quiet">{say(importTexts.fixHint)}</span>}
        <span className="lg-gap" />
        <a href={`/api/imports/${file.id}/result?lang=${language}`} download>{say(importTexts.downloadResult)}</a>
      </div>
      <RowGrid file={file} onlyBad={onlyBad} editable={own && file.state === 'checked'} />
    </>
  );
}

function UnderWay({ file }: { readonly file: Import }): JSX.Element {
  const say = useSay();
  const left = countOf(file, file.state === 'checking' ? 'waiting' : 'would-record');
  const total = file.state === 'checking' ? file.rows : left + countOf(file, 'recorded', 'refused');
  const says = say(importTexts.progress, { state: say(importTexts[file.state]), done: total - left, total });
  return (
    <div className="lg-import-progress">
      <p role="status">{says}</p>
      <Progress percent={total === 0 ? 100 : Math.floor(((total - left) / total) * 100)} aria-label={says} />
      <p className="lg-quiet">{say(importTexts.goesOn)}</p>
    </div>
  );
}

/** The word on which what is valid is recorded, or the file given up. */
function Word({ file }: { readonly file: Import }): JSX.Element | null {
  const say = useSay();
  const { language } = useLanguage();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  if (file.state !== 'checked') return null;
  const valid = countOf(file, 'would-record');
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(undefined);
    await work().catch(setError);
    setBusy(false);
  };
  return (
    <>
      {error !== undefined && <ErrorNotice error={error} />}
      <div className="lg-act-buttons">
        <Button type="primary" size="large" loading={busy} disabled={valid === 0} onClick={() => void run(async () => void queries.setQueryData(['imports', file.id], await recordRows(file.id)))}>{say(importTexts.record, { count: shownNumber(valid, language) })}</Button>
        <Button size="large" disabled={busy} onClick={() => void run(async () => {
          await giveUpImport(file.id);
          queries.removeQueries({ queryKey: ['imports', file.id] });
          void queries.invalidateQueries({ queryKey: ['imports'], exact: true });
          await navigate({ to: '/imports' });
        })}>{say(importTexts.giveUp)}</Button>
      </div>
    </>
  );
}
