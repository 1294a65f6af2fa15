import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { ErrorNotice, Loading } from '@ledger/ui/frame/notice';
import { useLanguage, useSay } from '@ledger/ui/language/language';
import { shownNumber } from '@ledger/ui/table/shown';
import { useCheckpoint } from '../../log/use-checkpoint';
import { workbenchTexts } from './texts';

/** How much of the ledger its latest checkpoint covers, and who signed that. What it is worth is checked on its own page. */
export function IntegrityState({ count }: { readonly count: number | undefined }): JSX.Element {
  const say = useSay();
  const { language } = useLanguage();
  const { data, error } = useCheckpoint();
  const open = data && count !== undefined ? Math.max(0, count - data.size) : 0;
  return (
    <section className="lg-card" aria-label={say(workbenchTexts.integrity)}>
      <h2>{say(workbenchTexts.integrity)}</h2>
      {error ? <ErrorNotice error={error} /> : data === undefined ? <Loading /> : data === null ? <p>{say(workbenchTexts.noCheckpoint)}</p> : (
        <>
          <p className="lg-bench-figure">{say(workbenchTexts.sealed, { sealed: shownNumber(data.size, language) })}</p>
          <p className="lg-quiet">{say(workbenchTexts.signedBy, { names: data.signers.join(', ') })}{open > 0 && ` · ${say(workbenchTexts.notSealed, { count: shownNumber(open, language) })}`}</p>
          <p><Link to="/integrity">{say(workbenchTexts.checkNow)}</Link></p>
        </>
      )}
    </section>
  );
}
