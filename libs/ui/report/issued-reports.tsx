import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useCatalogue, useList } from '../api/queries';
import { ErrorNotice } from '../frame/notice';
import { useLanguage, useSay } from '../language/language';
import { usePerson } from '../names/names';
import { PlainTable } from '../table/plain-table';
import { shownDay } from '../table/shown';
import { reportTexts } from './texts';

const MANIFESTS = 'reports/manifests';
const SHOWN = 5;
const ID_SHOWN = 16;

/** The latest times that a report was issued, for whoever may read of it; nothing when it never was. */
export function IssuedReports({ report, knownAt }: { readonly report: string; readonly knownAt: string | undefined }): JSX.Element | null {
  const say = useSay();
  const { language } = useLanguage();
  const person = usePerson();
  const { data: catalogue } = useCatalogue();
  const isOffered = catalogue?.registers.some(({ tables }) => tables.some(({ path }) => path === MANIFESTS)) ?? false;
  const { data, error } = useList(MANIFESTS, { report, order: '-issuedOn', limit: SHOWN }, { knownAt }, isOffered);
  if (error) return <ErrorNotice error={error} />;
  if (!data || data.rows.length === 0) return null;
  const onDay = (value: unknown): string => (typeof value === 'string' ? shownDay(value, language) : '');
  return (
    <>
      <h2>{say(reportTexts.manifests)}</h2>
      <PlainTable label={say(reportTexts.manifests)} rows={data.rows} keyOf={({ manifest }) => String(manifest)} columns={[
        { key: 'issuedOn', label: say(reportTexts.issuedOn), cell: ({ issuedOn }) => onDay(issuedOn) },
        { key: 'issuedBy', label: say(reportTexts.issuedBy), cell: ({ issuedBy }) => person(String(issuedBy)) },
        { key: 'asOf', label: say(reportTexts.asOf), cell: ({ effectiveUntil }) => onDay(effectiveUntil) },
        { key: 'position', label: say(reportTexts.position), number: true, cell: ({ position }) => String(position) },
        { key: 'manifest', label: say(reportTexts.manifest), cell: ({ manifest }) => <Link className="lg-code" to="/registers/$register/$table" params={{ register: 'reports', table: 'manifests' }} search={{ report, row: [String(manifest)] }}>{String(manifest).slice(0, ID_SHOWN)}</Link> },
      ]} />
      <p><Link to="/registers/$register/$table" params={{ register: 'reports', table: 'manifests' }} search={{ report }}>{say(reportTexts.allManifests)}</Link></p>
    </>
  );
}
