import { useState, type JSX, type MouseEvent } from 'react';
import { savedFile } from '../api/saved-file';
import { ErrorNotice } from '../frame/notice';
import { useSay } from '../language/language';
import { uiTexts } from '../texts';
import { reportTexts } from './texts';

const FORMATS = ['xlsx', 'csv', 'pdf'] as const;
type Format = (typeof FORMATS)[number];

interface FileLinksProps {
  readonly address: (format: Format) => string;
}

/** What is shown, as files and on paper. The ledger may refuse a file, such as one of too many rows: then it says why, and what to do. */
export function FileLinks({ address }: FileLinksProps): JSX.Element {
  const say = useSay();
  const [making, setMaking] = useState<Format>();
  const [error, setError] = useState<unknown>();
  const take = (format: Format) => (event: MouseEvent): void => {
    // Whoever wants another window or tab gets the plain link.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (making !== undefined) return;
    setMaking(format);
    setError(undefined);
    savedFile(address(format), `ledger.${format}`).catch(setError).finally(() => setMaking(undefined));
  };
  return (
    <>
      {FORMATS.map((format) => <a key={format} href={address(format)} download aria-busy={making === format} onClick={take(format)}>{say(uiTexts.exportAs, { format: format.toUpperCase() })}</a>)}
      <button type="button" className="lg-link" onClick={() => window.print()}>{say(reportTexts.print)}</button>
      {making !== undefined && <span className="lg-quiet" role="status">{say(reportTexts.making, { format: making.toUpperCase() })}</span>}
      {error !== undefined && <div className="lg-wide"><ErrorNotice error={error} /></div>}
    </>
  );
}
