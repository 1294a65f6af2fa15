import { useNavigate, useSearch } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useCatalogue } from '../api/queries';
import { holdsOneOf, useSession } from '../api/session';
import { ErrorNotice, Loading } from '../frame/notice';
import { useSay } from '../language/language';
import { textIn, type Search } from '../pages/address';
import { useRegisters } from '../pages/registers';
import { FileDrop } from './file-drop';
import { ImportHistory } from './import-history';
import { useTemplates, type Template } from './imports';
import { importTexts } from './texts';
import './import.css';

/** Templates to fill in, the place to drop what was filled in, and what became of earlier files. */
export function ImportsPage(): JSX.Element {
  const say = useSay();
  const { me } = useSession();
  const chosen = textIn(useSearch({ strict: false }) as Search, 'command');
  const { data, error, refetch } = useTemplates();
  const { commandOf } = useRegisters();
  const templates = (data ?? []).filter(({ command, roles }) => holdsOneOf(me, roles) && commandOf(command));
  const template = templates.find(({ command }) => command === chosen);
  return (
    <>
      <h1>{say(importTexts.title)}</h1>
      <p>{say(importTexts.intro)}</p>
      {error ? <ErrorNotice error={error} again={() => void refetch()} /> : data ? (
        <div className="lg-import-begin">
          <Gallery templates={templates} chosen={template} />
          {template ? <Begin key={template.command} template={template} /> : <p className="lg-quiet">{say(templates.length === 0 ? importTexts.noTemplates : importTexts.choose)}</p>}
        </div>
      ) : <Loading />}
      <ImportHistory />
    </>
  );
}

function Gallery({ templates, chosen }: { readonly templates: readonly Template[]; readonly chosen: Template | undefined }): JSX.Element {
  const say = useSay();
  const navigate = useNavigate();
  const { commandOf, byMenuOrder } = useRegisters();
  const registers = byMenuOrder(useCatalogue().data?.registers ?? []).filter(({ name }) => templates.some(({ register }) => register === name));
  return (
    <nav aria-label={say(importTexts.templates)} className="lg-template-list">
      {registers.map(({ name, label }) => (
        <section key={name} aria-label={say(label)}>
          <p className="lg-quiet">{say(label)}</p>
          {templates.filter(({ register }) => register === name).map((template) => (
            <button key={template.command} type="button" aria-pressed={template === chosen} onClick={() => void navigate({ to: '.', search: (before: Search) => ({ ...before, command: template.command }), resetScroll: false })}>
              <span>{say(commandOf(template.command)!.title)}</span> <span className="lg-quiet">{say(importTexts.columns, { count: template.columns.length })}</span>
            </button>
          ))}
        </section>
      ))}
    </nav>
  );
}

function Begin({ template }: { readonly template: Template }): JSX.Element {
  const say = useSay();
  const { commandOf } = useRegisters();
  const title = say(commandOf(template.command)!.title);
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <p><a className="lg-button" href={`/api/import-templates/${template.command}`} download={say(importTexts.fileName, { title })}>{say(importTexts.download)}</a></p>
      <FileDrop command={template.command} />
      <div className="lg-table-window" role="region" aria-label={say(importTexts.column)} tabIndex={0}>
        <table className="lg-table" role="table">
          <thead role="rowgroup"><tr role="row">{[importTexts.column, importTexts.example, importTexts.values].map((words) => <th key={words.en} role="columnheader" scope="col">{say(words)}</th>)}</tr></thead>
          <tbody role="rowgroup">
            {template.columns.map(({ heading, label, required, example, choices }) => (
              <tr key={heading} role="row">
                <td role="cell" data-label={say(importTexts.column)}>{say(label)}{required && ' *'}</td>
                <td role="cell" data-label={say(importTexts.example)}>{example}</td>
                <td role="cell" data-label={say(importTexts.values)}>{choices && Object.values(choices).map((words) => say(words)).join('; ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
