import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { importTexts } from '@ledger/ui/import/texts';
import { useSay } from '@ledger/ui/language/language';

export const importPlace = { title: importTexts.title, to: '/imports' };

/** Leads to files of rows. */
export function ImportLink({ onFollow }: { readonly onFollow: () => void }): JSX.Element {
  const say = useSay();
  return <Link to={importPlace.to} onClick={onFollow} activeOptions={{ includeSearch: false }}>{say(importPlace.title)}</Link>;
}
